package formula

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestGuide holds the guide's list of the functions to those there are.
func TestGuide(t *testing.T) {
	sample := map[Type]string{Text: `"编码"`, Number: "数", Bool: "条件"}
	var list []string
	for _, f := range functions {
		var args []string
		for _, p := range f.params {
			args = append(args, sample[p])
		}
		if f.more {
			args = append(args, "…")
		}
		if f.name == "参照" {
			args = []string{`"名称"`}
		}
		call := "`" + f.name + "(" + strings.Join(args, ", ") + ")`"
		if f.help != "" {
			call += f.help
		}
		list = append(list, call)
	}
	want := "可用的函数：" + strings.Join(list, "、") + "。\n"
	guide, err := os.ReadFile(filepath.Join("..", "..", "docs", "使用手册.md"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(guide), want) {
		t.Errorf("docs/使用手册.md has not:\n%s", want)
	}
}
