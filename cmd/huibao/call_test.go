package main

import (
	"io"
	"maps"
	"os"
	"slices"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"
)

// calling is held while the program runs in the tests' process: its streams, folder and environment are
// then the script's.
var calling sync.Mutex

// call is "call huibao …" in the scripts: "exec" in the tests' own process, since to start one costs more than
// most commands do. Who types, or runs beside, uses exec.
func call(held map[string]string) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		calling.Lock()
		defer calling.Unlock()
		var said [2]*os.File
		for i := range said {
			var err error
			said[i], err = os.CreateTemp("", "huibao-said-")
			ts.Check(err)
			defer os.Remove(said[i].Name())
			defer said[i].Close()
		}
		status := within(ts, held, args, said)
		for i, to := range []io.Writer{ts.Stdout(), ts.Stderr()} {
			_, err := said[i].Seek(0, io.SeekStart)
			ts.Check(err)
			_, err = io.Copy(to, said[i])
			ts.Check(err)
		}
		if (status != exitClean) != neg {
			ts.Fatalf("exit status %d", status)
		}
	}
}

// within is main with the script's words, outputs, folder and environment, and puts the tests' own back.
func within(ts *testscript.TestScript, held map[string]string, args []string, said [2]*os.File) int {
	words, stdin, stdout, stderr := os.Args, os.Stdin, os.Stdout, os.Stderr
	folder, err := os.Getwd()
	ts.Check(err)
	nothing, err := os.Open(os.DevNull)
	ts.Check(err)
	defer nothing.Close()
	back := []func() error{func() error { return os.Chdir(folder) }}
	for _, name := range slices.Concat(slices.Collect(maps.Keys(held)), slices.Collect(maps.Values(variables)), []string{"HOME"}) {
		if value, is := os.LookupEnv(name); is {
			back = append(back, func() error { return os.Setenv(name, value) })
		} else {
			back = append(back, func() error { return os.Unsetenv(name) })
		}
		if value := ts.Getenv(name); value != "" {
			ts.Check(os.Setenv(name, value))
		} else {
			ts.Check(os.Unsetenv(name))
		}
	}
	defer func() {
		os.Args, os.Stdin, os.Stdout, os.Stderr = words, stdin, stdout, stderr
		for _, f := range back {
			ts.Check(f())
		}
	}()
	ts.Check(os.Chdir(ts.MkAbs(".")))
	os.Args, os.Stdin, os.Stdout, os.Stderr = args, nothing, said[0], said[1]
	return heldMain()
}
