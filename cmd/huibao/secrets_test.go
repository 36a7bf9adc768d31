package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"

	"huibao/internal/notify"
	"huibao/internal/signon"
)

// TestS37Secrets: no option of a server takes a secret, which every user of the machine could
// read in the list of processes; the files that hold them are their owner's alone, and what
// is wrong with one is told without it.
func TestS37Secrets(t *testing.T) {
	for _, f := range serveCommand().Flags[len(commonFlags()):] { // those hold the password of workbooks
		for _, name := range f.Names() {
			for _, word := range []string{"password", "secret", "token", "dsn", "key"} {
				if strings.Contains(name, word) && name != "tls-key" {
					t.Errorf("--%s", name)
				}
			}
		}
		if s, ok := f.(*cli.StringFlag); ok && len(s.EnvVars) > 0 {
			t.Errorf("--%s is read from %v", s.Name, s.EnvVars)
		}
	}
	read := map[string]func(string) error{
		`{"mail":{"server":"m.example.gov.cn:465","security":"tls","user":"u","password":"hush","from":"o@example.gov.cn"}}`: func(p string) error { _, err := notify.Read(p); return err },
		`{"issuer":"https://sso.example.gov.cn","client_id":"a","client_secret":"hush"}`:                                     func(p string) error { _, err := signon.Read(p); return err },
	}
	for text, from := range read {
		path := filepath.Join(t.TempDir(), "f.json")
		for mode, refused := range map[os.FileMode]bool{0o600: false, 0o640: true, 0o604: true} {
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(path, mode); err != nil {
				t.Fatal(err)
			}
			if err := from(path); runtime.GOOS != "windows" && (err != nil) != refused {
				t.Errorf("%v: %v", mode, err)
			}
		}
		if err := os.WriteFile(path, []byte(strings.Replace(text, `"hush"`, `"hush`, 1)), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := from(path); err == nil || strings.Contains(fmt.Sprint(err), "hush") {
			t.Errorf("a broken file: %v", err)
		}
	}
}
