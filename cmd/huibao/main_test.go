package main

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"huibao/internal/buckettest"
	"huibao/internal/hardlink"
	"huibao/internal/testdb"
	"huibao/internal/thorough"
)

func TestMain(m *testing.M) {
	thorough.Begin()
	testscript.Main(m, map[string]func(){"huibao": func() { os.Exit(heldMain()) }})
}

// TestScripts runs the program as its users do, one script a promise; what --json prints
// is held to docs/schema, and all of them together print every document. A plain run stops each
// before what repeats. In them "sample DIR" is what "huibao demo DIR" makes, and demo.txt what it says;
// "call huibao" is "exec huibao" without a process of its own.
func TestScripts(t *testing.T) {
	some := flag.Lookup("test.run").Value.String()
	runScripts(t, "script", holdDocuments(t, thorough.Set() && !strings.Contains(some, "/")))
}

// TestDatabase runs the scripts that ask for a PostgreSQL, which they have as DB; without one
// there are none.
func TestDatabase(t *testing.T) {
	if testdb.DSN() == "" {
		return
	}
	held := holdDocuments(t, false)
	held["DB"] = testdb.Of(t.TempDir())
	runScripts(t, "postgres", held)
}

func runScripts(t *testing.T, dir string, held map[string]string) {
	held["NO_COLOR"] = "1"
	maps.Copy(held, buckettest.Start(t).Environment(t.TempDir()))
	held["S3"] = held["AWS_ENDPOINT_URL"]
	made := filepath.Join(t.TempDir(), "ws")
	at, err := filepath.Abs(filepath.Join("testdata", dir))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := hardlink.Held(); err != nil {
			t.Error(err)
		}
	})
	once := sync.OnceValues(func() ([]byte, error) {
		c := exec.Command("huibao", "demo", made)
		c.Env = append(os.Environ(), "HUIBAO_SCHEMA_SEEN="+held["HUIBAO_SCHEMA_SEEN"], "NO_COLOR=1")
		return c.Output()
	})
	testscript.Run(t, testscript.Params{
		Dir: at, // whole: call changes the folder
		Condition: func(what string) (bool, error) { // what a plain run stops before
			if what != "thorough" {
				return false, fmt.Errorf("no condition %q", what)
			}
			return thorough.Set(), nil
		},
		Setup: func(e *testscript.Env) error {
			for k, v := range held {
				e.Setenv(k, v)
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"call": call(held),
			"sample": func(ts *testscript.TestScript, _ bool, args []string) {
				calling.Lock() // the environment is its own
				said, err := once()
				calling.Unlock()
				ts.Check(err)
				ts.Check(os.WriteFile(ts.MkAbs("demo.txt"), said, 0o644))
				ts.Check(hardlink.Copy(ts.MkAbs(args[0]), made))
			},
		},
	})
}
