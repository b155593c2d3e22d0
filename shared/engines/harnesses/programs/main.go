package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"reflect"
	"strconv"
	"syscall"
	"unicode/utf8"
)

// Set before any variable of the files after this one, and before any init. No name in camelCase is one of these.
var ella_output = ella_open()

func ella_open() *os.File {
	number, err := syscall.Dup(1)
	if err == nil {
		err = syscall.Dup3(2, 1, 0)
	}
	ella_check(err)
	return os.NewFile(uintptr(number), "result")
}

func ella_check(err error) {
	if err != nil {
		ella_fail(err.Error())
	}
}

func ella_fail(message string) {
	fmt.Fprintln(os.Stderr, message)
	os.Exit(1)
}

func ella_write(text []byte, value reflect.Value, place string) []byte {
	switch value.Kind() {
	case reflect.Int:
		return strconv.AppendInt(text, value.Int(), 10)
	case reflect.Bool:
		return strconv.AppendBool(text, value.Bool())
	case reflect.Float64:
		number := value.Float()
		if math.IsInf(number, 0) || math.IsNaN(number) {
			ella_fail(fmt.Sprintf("%s is %v, which is not a finite number", place, number))
		}
		text = strconv.AppendFloat(text, number, 'g', -1, 64)
		if number == 0 {
			text = append(text, ".0"...)
		}
		return text
	case reflect.String:
		if !utf8.ValidString(value.String()) {
			ella_fail(place + " is a string that is not valid UTF-8")
		}
		quoted, err := json.Marshal(value.String())
		ella_check(err)
		return append(text, quoted...)
	case reflect.Slice:
		text = append(text, '[')
		for i := 0; i < value.Len(); i++ {
			if i > 0 {
				text = append(text, ',')
			}
			text = ella_write(text, value.Index(i), place+"["+strconv.Itoa(i)+"]")
		}
		return append(text, ']')
	case reflect.Map:
		text = append(text, '{')
		for i, key := range value.MapKeys() {
			if i > 0 {
				text = append(text, ',')
			}
			text = append(ella_write(text, key, "a key of "+place), ':')
			text = ella_write(text, value.MapIndex(key), place+"["+strconv.Quote(key.String())+"]")
		}
		return append(text, '}')
	}
	if value.IsNil() {
		return append(text, "null"...)
	}
	return ella_write(text, value.Elem(), place)
}

func main() {
	ella_input, ella_err := io.ReadAll(os.Stdin)
	ella_check(ella_err)
	var ella_arguments []json.RawMessage
	ella_check(json.Unmarshal(ella_input, &ella_arguments))
@READS@
	var ella_result @RETURNS@ = @NAME@(@ARGUMENTS@)
	_, ella_err = ella_output.Write(ella_write(nil, reflect.ValueOf(&ella_result).Elem(), "the result"))
	ella_check(ella_err)
	os.Exit(0)
}
