// Compiles /box/*.ts into one CommonJS program on standard output; errors go to standard error, worded as tsc does.
// `ts`, the compiler, is in scope. Built into a start-up snapshot, this begins with all libraries parsed and bound.
const fs = require("fs");
const { startupSnapshot } = require("v8");

const OPTIONS = {
  strict: true,
  target: ts.ScriptTarget.ES2023,
  lib: ["lib.es2023.d.ts"],
  module: ts.ModuleKind.CommonJS,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  esModuleInterop: true,
  rewriteRelativeImportExtensions: true,
  typeRoots: ["/opt/node_modules/@types"],
  types: ["node"],
  skipLibCheck: true,
  inlineSourceMap: true,
};

const EXAMPLE = `
import * as fs from "fs";
interface Item { name: string; size?: number }
class Box<T extends Item> {
  constructor(private readonly items: T[]) {}
  total(): number { return this.items.map((item) => item.size ?? 0).reduce((a, b) => a + b, 0); }
}
const counts = new Map<string, number>();
for (const line of fs.readFileSync(0, "utf8").split("\\n")) counts.set(line, (counts.get(line) ?? 0) + 1);
const sorted = [...counts].sort(([, a], [, b]) => a - b);
console.log(new Box([{ name: "a" }]).total(), sorted, process.argv);
`;

const libraries = new Map();

function createProgram(sources) {
  const host = ts.createCompilerHost(OPTIONS);
  host.getDefaultLibLocation = () => "/opt/node_modules/typescript/lib";
  host.getCurrentDirectory = () => "/box";
  host.getSourceFile = (name, options) => {
    const text = sources.get(name);
    if (text !== undefined) return ts.createSourceFile(name, text, options);
    if (!libraries.has(name)) libraries.set(name, ts.createSourceFile(name, fs.readFileSync(name, "utf8"), options));
    return libraries.get(name);
  };
  return { host, program: ts.createProgram([...sources.keys()], OPTIONS, host) };
}

function compile() {
  const names = fs.readdirSync("/box").filter((name) => name.endsWith(".ts"));
  const sources = new Map(names.map((name) => [`/box/${name}`, fs.readFileSync(`/box/${name}`, "utf8")]));
  const { host, program } = createProgram(sources);
  const errors = ts.getPreEmitDiagnostics(program);
  if (errors.length) {
    process.stderr.write(ts.formatDiagnostics(errors, host));
    process.exitCode = 1;
    return;
  }
  const modules = {};
  program.emit(undefined, (name, text) => (modules[name] = text));
  process.stdout.write(`(${load})(${JSON.stringify(modules)});\n`);
}

// Part of the program: shows each file to Node.js as the module it was, so that errors name it and its lines.
function load(modules) {
  const { Module } = require("module");
  const path = require("path");
  const resolve = Module._resolveFilename;
  const nameOf = (request) => path.resolve("/box", request).replace(/(\.js)?$/, ".js");
  Module._resolveFilename = (request, ...rest) =>
    request.startsWith(".") && nameOf(request) in modules ? nameOf(request) : resolve(request, ...rest);
  const compileFile = Module._extensions[".js"];
  Module._extensions[".js"] = (module, name) =>
    name in modules ? module._compile(modules[name], name) : compileFile(module, name);
  process.argv[1] = "/box/main.js";
  Module._load("./main.js", null, true);
}

if (startupSnapshot.isBuildingSnapshot()) {
  const { program } = createProgram(new Map([["/box/main.ts", EXAMPLE]]));
  ts.getPreEmitDiagnostics(program);
  program.emit(undefined, () => {});
  startupSnapshot.setDeserializeMainFunction(compile);
} else {
  compile();
}
