Object.defineProperty(process, 'stdout', { get: () => process.stderr });

function fail(message) {
  write(2, `${message}\n`);
  end(1);
}

function end(code) {
  process.removeAllListeners('exit');
  process.exit(code);
}

function write(descriptor, text) {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length; ) done += fs.writeSync(descriptor, bytes, done);
}

function split(type) {
  const at = type.indexOf('<');
  if (at < 0) return [type, ''];
  const kind = type.slice(0, at);
  return [kind, type.slice(kind === 'map' ? 'map<string,'.length : at + 1, -1)];
}

function read(type, value) {
  const [kind, item] = split(type);
  if (kind === 'int' && !Number.isSafeInteger(value)) fail('an argument is an integer too large for JavaScript');
  if (kind === 'list') return value.map((each) => read(item, each));
  if (kind === 'map') return new Map(Object.entries(value).map(([key, each]) => [key, read(item, each)]));
  if (kind === 'optional') return value === null ? null : read(item, value);
  return value;
}

function written(type, value, place) {
  const [kind, item] = split(type);
  if (kind === 'optional') return value === null || value === undefined ? 'null' : written(item, value, place);
  if (kind === 'bool' && typeof value === 'boolean') return String(value);
  if (kind === 'int' && typeof value === 'number') {
    if (!Number.isSafeInteger(value)) fail(`${place} is ${value}, which is not an integer JavaScript holds exactly`);
    return String(value);
  }
  if (kind === 'float' && typeof value === 'number') {
    if (!Number.isFinite(value)) fail(`${place} is ${value}, which is not a finite number`);
    return Object.is(value, -0) ? '-0.0' : String(value);
  }
  if (kind === 'string' && typeof value === 'string') return JSON.stringify(value);
  if (kind === 'list' && Array.isArray(value)) {
    return `[${Array.from(value, (each, number) => written(item, each, `${place}[${number}]`)).join()}]`;
  }
  if (kind === 'map' && value instanceof Map) {
    const members = Array.from(value, ([key, each]) => {
      const at = `${place}.get(${typeof key === 'string' ? JSON.stringify(key) : typeof key})`;
      return `${written('string', key, `the key of ${at}`)}:${written(item, each, at)}`;
    });
    return `{${members.join()}}`;
  }
  return fail(`${place} is ${described(value)}; the signature says ${type}`);
}

function described(value) {
  if (value === null || value === undefined) return String(value);
  return typeof value === 'object' ? `of type ${value.constructor?.name ?? 'object'}` : `of type ${typeof value}`;
}

function call(name, load, types, returns) {
  const args = JSON.parse(fs.readFileSync(0, 'utf8')).map((value, number) => read(types[number], value));
  const solution = load();
  if (typeof solution !== 'function') fail(`the solution defines no function ${name}`);
  write(1, written(returns, solution(...args), 'the result'));
  end(0);
}
