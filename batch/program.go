package batch

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"sync"
)

// program names what runs, so that nothing that other rules made is believed: the revision of
// its source, or of one that was not built from a revision as it stands the SHA-256 of the file.
// "" where neither can be told.
var program = sync.OnceValue(func() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		if name := sourceOf(info); name != "" {
			return name
		}
	}
	for _, open := range []func() (string, error){runningFile, os.Executable} {
		if name, err := open(); err == nil {
			if sum, err := fileSum(name); err == nil {
				return sum
			}
		}
	}
	return ""
})

// made names what derives, so that nothing that another program read or found is believed.
func (o Options) made() string { return o.Version + " " + program() }

// sourceOf is the revision or the module's sum that a program was built from, by which Go and with which tags;
// "" where it is neither.
func sourceOf(info *debug.BuildInfo) string {
	set := map[string]string{}
	for _, s := range info.Settings {
		set[s.Key] = s.Value
	}
	source := info.Main.Sum
	if set["vcs.modified"] == "false" && set["vcs.revision"] != "" {
		source = set["vcs.revision"]
	}
	if source == "" {
		return ""
	}
	return strings.TrimSpace(source + " " + info.GoVersion + " " + set["-tags"])
}

// runningFile is the program that runs, though another may lie at its path by now.
func runningFile() (string, error) {
	const name = "/proc/self/exe"
	_, err := os.Stat(name)
	return name, err
}

func fileSum(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
