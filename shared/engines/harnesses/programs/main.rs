#![allow(dead_code)]

mod solution;

use std::collections::HashMap;
use std::fs::File;
use std::io::{stdin, stdout, Read, Write};
use std::os::unix::io::FromRawFd;

extern "C" {
    fn dup(descriptor: i32) -> i32;
    fn dup2(from: i32, to: i32) -> i32;
    fn _exit(code: i32) -> !;
}

fn fail(message: &str) -> ! {
    eprintln!("{}", message);
    unsafe { _exit(1) }
}

struct Input {
    text: Vec<u8>,
    at: usize,
}

impl Input {
    fn next(&mut self) -> u8 {
        self.at += 1;
        *self.text.get(self.at - 1).unwrap_or_else(|| fail("the arguments end too early"))
    }

    fn take(&mut self, wanted: &str) -> bool {
        while matches!(self.text.get(self.at), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
        let found = self.text[self.at..].starts_with(wanted.as_bytes());
        if found {
            self.at += wanted.len();
        }
        found
    }

    fn expect(&mut self, wanted: &str) {
        if !self.take(wanted) {
            fail("the arguments are not what the signature says");
        }
    }

    fn number<T: std::str::FromStr>(&mut self) -> T {
        self.take("");
        let start = self.at;
        while matches!(self.text.get(self.at), Some(b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E')) {
            self.at += 1;
        }
        let number = std::str::from_utf8(&self.text[start..self.at]).ok().and_then(|text| text.parse().ok());
        number.unwrap_or_else(|| fail("the arguments are not what the signature says"))
    }

    fn unit(&mut self) -> u32 {
        (0..4).fold(0, |value, _| {
            let digit = (self.next() as char).to_digit(16);
            value * 16 + digit.unwrap_or_else(|| fail("the arguments hold a broken escape"))
        })
    }

    fn escaped(&mut self) -> char {
        match self.next() {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let mut point = self.unit();
                if (0xD800..0xDC00).contains(&point) && self.take("\\u") {
                    point = 0x10000 + ((point - 0xD800) << 10) + (self.unit() & 0x3FF);
                }
                char::from_u32(point).unwrap_or_else(|| fail("an argument holds half a surrogate pair"))
            }
            other => other as char,
        }
    }
}

trait Json {
    fn read(input: &mut Input) -> Self;
    fn write(&self, text: &mut String);
}

impl Json for i64 {
    fn read(input: &mut Input) -> Self {
        input.number()
    }

    fn write(&self, text: &mut String) {
        text.push_str(&self.to_string());
    }
}

impl Json for f64 {
    fn read(input: &mut Input) -> Self {
        input.number()
    }

    fn write(&self, text: &mut String) {
        if !self.is_finite() {
            fail("the result holds a number that is not finite");
        }
        text.push_str(&format!("{:?}", self));
    }
}

impl Json for bool {
    fn read(input: &mut Input) -> Self {
        let value = input.take("true");
        if !value {
            input.expect("false");
        }
        value
    }

    fn write(&self, text: &mut String) {
        text.push_str(if *self { "true" } else { "false" });
    }
}

impl Json for String {
    fn read(input: &mut Input) -> Self {
        input.expect("\"");
        let mut bytes = Vec::new();
        loop {
            match input.next() {
                b'"' => break,
                b'\\' => bytes.extend_from_slice(input.escaped().encode_utf8(&mut [0; 4]).as_bytes()),
                other => bytes.push(other),
            }
        }
        String::from_utf8(bytes).unwrap_or_else(|_| fail("the arguments are not UTF-8"))
    }

    fn write(&self, text: &mut String) {
        text.push('"');
        for c in self.chars() {
            match c {
                '"' | '\\' => text.extend(['\\', c]),
                '\0'..='\x1f' => text.push_str(&format!("\\u{:04x}", c as u32)),
                _ => text.push(c),
            }
        }
        text.push('"');
    }
}

impl<T: Json> Json for Vec<T> {
    fn read(input: &mut Input) -> Self {
        let mut list = Vec::new();
        input.expect("[");
        if input.take("]") {
            return list;
        }
        loop {
            list.push(T::read(input));
            if !input.take(",") {
                break;
            }
        }
        input.expect("]");
        list
    }

    fn write(&self, text: &mut String) {
        text.push('[');
        for (i, item) in self.iter().enumerate() {
            if i > 0 {
                text.push(',');
            }
            item.write(text);
        }
        text.push(']');
    }
}

impl<T: Json> Json for HashMap<String, T> {
    fn read(input: &mut Input) -> Self {
        let mut map = HashMap::new();
        input.expect("{");
        if input.take("}") {
            return map;
        }
        loop {
            let key = String::read(input);
            input.expect(":");
            map.insert(key, T::read(input));
            if !input.take(",") {
                break;
            }
        }
        input.expect("}");
        map
    }

    fn write(&self, text: &mut String) {
        text.push('{');
        for (i, (key, value)) in self.iter().enumerate() {
            if i > 0 {
                text.push(',');
            }
            key.write(text);
            text.push(':');
            value.write(text);
        }
        text.push('}');
    }
}

impl<T: Json> Json for Option<T> {
    fn read(input: &mut Input) -> Self {
        if input.take("null") {
            None
        } else {
            Some(T::read(input))
        }
    }

    fn write(&self, text: &mut String) {
        match self {
            Some(value) => value.write(text),
            None => text.push_str("null"),
        }
    }
}

fn main() {
    let mut output = unsafe {
        let number = dup(1);
        dup2(2, 1);
        File::from_raw_fd(number)
    };
    let mut input = Input { text: Vec::new(), at: 0 };
    if stdin().read_to_end(&mut input.text).is_err() {
        fail("the arguments can't be read");
    }
    input.expect("[");
@READS@
    input.expect("]");
    let result: @RETURNS@ = solution::@NAME@(@ARGUMENTS@);
    let mut text = String::new();
    result.write(&mut text);
    let flushed = stdout().flush();
    let written = output.write_all(text.as_bytes());
    unsafe { _exit(flushed.and(written).is_err() as i32) }
}
