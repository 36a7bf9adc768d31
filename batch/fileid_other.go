//go:build !linux

package batch

import (
	"io/fs"
	"time"
)

// keepsTimes reports whether a folder's file system dates every change of a file in a way that no
// program can undo, which is known of Linux alone.
func keepsTimes(string) bool { return false }

func identify(fs.FileInfo) fileID { return fileID{} }

func deviceOf(string) uint64 { return 0 }

func systemTime() time.Time { return time.Time{} }

func bootOf() string { return "" }
