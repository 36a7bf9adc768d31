package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"

	"huibao/act"
)

// TestWrongCodes: an error under --json has one code of those that the schema lists, which are all
// there are; a refusal keeps its own.
func TestWrongCodes(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(schemas, "error.json"))
	if err != nil {
		t.Fatal(err)
	}
	var schema struct {
		Properties struct {
			Error struct {
				Properties struct {
					Code struct{ Enum []string }
				}
			}
		}
	}
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	listed, all := schema.Properties.Error.Properties.Code.Enum, slices.Clone(wrongCodes)
	for _, c := range act.Codes() {
		all = append(all, string(c))
		err := fmt.Errorf("甲县：%w", act.Refused(c, "不行"))
		if got, _ := kindOf(err); got != string(c) {
			t.Errorf("%s is told as %s", c, got)
		}
	}
	if !slices.Equal(listed, all) {
		t.Errorf("docs/schema/error.json lists %q, there are %q", listed, all)
	}
	for want, err := range map[string]error{"usage": usage("缺少"), "stopped": errStopped, "not-found": &fs.PathError{Op: "open", Path: "a", Err: fs.ErrNotExist},
		"disk-full": syscall.ENOSPC, "denied": fs.ErrPermission, "disk-fault": syscall.EIO, "failed": errors.New("别的")} {
		if got, _ := kindOf(err); got != want || !slices.Contains(listed, got) {
			t.Errorf("%v is told as %s, want %s", err, got, want)
		}
	}
}
