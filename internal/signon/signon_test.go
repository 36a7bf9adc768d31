package signon

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestRead: the file is for its owner alone, whole, and safe to act by.
func TestRead(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`{"issuer":"https://sso.example.gov.cn/auth","client_id":"a","client_secret":"b"}`, ""},
		{`{"issuer":"http://127.0.0.1:9000","client_id":"a","client_secret":"b","name":"银川通","claim":"sub"}`, ""},
		{`{"issuer":"http://sso.example.gov.cn","client_id":"a","client_secret":"b"}`, "https 地址"},
		{`{"issuer":"https://u:p@sso.example.gov.cn","client_id":"a","client_secret":"b"}`, "https 地址"},
		{`{"issuer":"https://sso.example.gov.cn?x=1","client_id":"a","client_secret":"b"}`, "https 地址"},
		{`{"client_id":"a","client_secret":"b"}`, "https 地址"},
		{`{"issuer":"https://sso.example.gov.cn","client_id":"a"}`, "都要写"},
		{`{"issuer":"https://sso.example.gov.cn","client_secret":"b"}`, "都要写"},
		{`{"issuer":"https://sso.example.gov.cn","client_id":"a","client_secret":"b","claim":"email"}`, "不能是 email"},
		{`{"issuer":"https://sso.example.gov.cn","client_id":"a","client_secret":"b","name":"` + strings.Repeat("长", 21) + `"}`, "最多 20 个字"},
		{`{"issuer":"https://sso.example.gov.cn","client_id":"a","client_secret":"b","roles":"all"}`, "不是要求的 JSON"},
	} {
		path := filepath.Join(t.TempDir(), "oidc.json")
		if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := Read(path)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.text, err)
		}
		if err == nil && (got.Name == "" || got.Claim == "") {
			t.Errorf("%s: %+v", c.text, got)
		}
		if err := os.Chmod(path, 0o640); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(path); runtime.GOOS != "windows" && (err == nil || !strings.Contains(err.Error(), "chmod 600")) {
			t.Error(err)
		}
	}
}
