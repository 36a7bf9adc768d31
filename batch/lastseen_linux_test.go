package batch

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"huibao"
	"huibao/internal/sheet"
	"huibao/ledger"
)

// Settled has files believed that were changed no later than a moment ago, or none at all, until
// the test ends.
func Settled(t *testing.T, believes bool) {
	t.Helper()
	was := settling
	t.Cleanup(func() { settling = was })
	settling = 20 * time.Millisecond
	anywhere(t)
	if !believes {
		settling = 24 * time.Hour
	}
}

// anywhere believes the times of overlayfs and tmpfs as well, on which tests may run: what is done to a file here shows
// there, too.
func anywhere(t *testing.T) {
	t.Helper()
	was := localSystems
	t.Cleanup(func() { localSystems = was })
	localSystems = append(slices.Clone(was), 0x794C7630, 0x01021994)
}

// Pass waits until a file would be believed.
func Pass(t *testing.T, file string) { passed(t, file) }

// Seen are the paths that are believed of a period's folder.
func Seen(t *testing.T, w Workspace, opt Options) (paths []string) {
	t.Helper()
	led, err := w.ReadLedger()
	must(t, err)
	n := &runner{w: w, opt: opt, led: led}
	list, err := n.seenBefore(context.Background())
	must(t, errors.Join(err, led.Close()))
	for _, x := range list {
		paths = append(paths, x.Path)
	}
	return paths
}

// Deceive has a file taken for what was seen of it before, or for a hash if one is given, as it lies now.
func Deceive(t *testing.T, w Workspace, opt Options, path, sha string) {
	t.Helper()
	ctx := context.Background()
	led, err := openLedger(ctx, w, opt)
	must(t, err)
	n := &runner{w: w, opt: opt, led: led}
	list, err := n.seenBefore(ctx)
	must(t, err)
	i := slices.IndexFunc(list, func(x lastSeen) bool { return x.Path == path })
	if i < 0 {
		t.Fatalf("%s is not among %v", path, list)
	}
	info, err := os.Lstat(filepath.Join(w.Dir, filepath.FromSlash(path)))
	must(t, err)
	list[i].ID = identify(info)
	if sha != "" {
		list[i].SHA256 = sha
	}
	x, err := ledger.Encode(lookedAt{bootOf(), list})
	must(t, errors.Join(err, led.KeepLooked(ctx, opt.Period, x), led.Close()))
}

// folderOf is a period's folder with one file in it, and a runner that looks at it.
func folderOf(t *testing.T) (n *runner, file string) {
	t.Helper()
	anywhere(t)
	n = &runner{w: Workspace{Dir: t.TempDir()}, opt: Options{Period: huibao.Period{Year: 2024, Month: 1}, Limits: sheet.DefaultLimits(), MaxFiles: 10, MaxDepth: 4, Jobs: 1}}
	must(t, os.MkdirAll(n.w.Returns(n.opt.Period), 0o755))
	file = filepath.Join(n.w.Returns(n.opt.Period), "a.xlsx")
	must(t, os.WriteFile(file, []byte("first"), 0o600))
	if !keepsTimes(n.w.Returns(n.opt.Period)) {
		t.Skip("this file system's times are not believed")
	}
	return n, file
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// hashes looks at the folder and hashes what is not as it was seen before.
func (n *runner) hashes(t *testing.T, before []lastSeen) []seen {
	t.Helper()
	files, err := look(context.Background(), n.w, n.opt.Period, n.opt.MaxFiles, n.opt.MaxDepth)
	must(t, err)
	must(t, n.hashFiles(context.Background(), files, before))
	return files
}

// passed waits until the system's clock is past the last change of a file.
func passed(t *testing.T, file string) {
	t.Helper()
	info, err := os.Lstat(file)
	must(t, err)
	for id := identify(info); !id.settledBefore(systemTime()); {
		continue
	}
}

// believed is what a file's hash is taken for without reading it.
const believed = "believed"

// TestSeenBefore hashes a file again unless nothing at all happened to it since.
func TestSeenBefore(t *testing.T) {
	defer func(was time.Duration) { settling = was }(settling)
	settling = 20 * time.Millisecond
	restore := func(t *testing.T, file string, was os.FileInfo) {
		t.Helper()
		must(t, os.Chtimes(file, was.ModTime(), was.ModTime()))
	}
	for name, trap := range map[string]func(t *testing.T, file string, was os.FileInfo){
		"same size, time restored": func(t *testing.T, file string, was os.FileInfo) {
			must(t, os.WriteFile(file, []byte("other"), 0o600))
			restore(t, file, was)
		},
		"a copy with its time in its place": func(t *testing.T, file string, was os.FileInfo) {
			must(t, os.WriteFile(file+".new", []byte("other"), 0o600))
			restore(t, file+".new", was)
			must(t, os.Rename(file+".new", file))
		},
		"moved away, another put there": func(t *testing.T, file string, was os.FileInfo) {
			must(t, os.Rename(file, filepath.Join(filepath.Dir(filepath.Dir(file)), "away")))
			must(t, os.WriteFile(file, []byte("other"), 0o600))
			restore(t, file, was)
		},
		"moved away and back": func(t *testing.T, file string, _ os.FileInfo) {
			must(t, os.Rename(file, file+".old"))
			must(t, os.Rename(file+".old", file))
		},
		"longer": func(t *testing.T, file string, was os.FileInfo) {
			must(t, os.WriteFile(file, []byte("longer than before"), 0o600))
			restore(t, file, was)
		},
		"nothing": nil,
	} {
		t.Run(name, func(t *testing.T) {
			n, file := folderOf(t)
			passed(t, file)
			list := n.sureOf(n.hashes(t, nil))
			if len(list) != 1 || list[0].SHA256 == "" {
				t.Fatalf("it keeps %v", list)
			}
			was, err := os.Lstat(file)
			must(t, err)
			if trap != nil {
				trap(t, file, was)
			}
			known := list[0]
			known.SHA256 = believed
			got := n.hashes(t, []lastSeen{known})
			if got[0].sha == believed != (trap == nil) || len(got) != 1 {
				t.Errorf("its hash is %s", got[0].sha)
			}
		})
	}
}

// TestSeenTooLate keeps nothing of a file that was changed within the time that the clock may not
// tell apart, nor of one that changed after it was hashed.
func TestSeenTooLate(t *testing.T) {
	n, file := folderOf(t)
	files := n.hashes(t, nil)
	if list := n.sureOf(files); len(list) != 0 { // settling is a minute
		t.Errorf("it keeps %v", list)
	}
	defer func(was time.Duration) { settling = was }(settling)
	settling = 20 * time.Millisecond
	passed(t, file)
	files = n.hashes(t, nil)
	if len(n.sureOf(files)) != 1 {
		t.Error("it keeps nothing")
	}
	files[0].sha = strings.Repeat("0", 64) // as arrival notes it
	if list := n.sureOf(files); len(list) != 0 {
		t.Errorf("it keeps %v", list)
	}
	later := time.Unix(0, files[0].id.Change).Add(time.Hour)
	must(t, os.Chtimes(file, later, later)) // a clock that was wrong
	if list := n.sureOf(n.hashes(t, nil)); len(list) != 0 {
		t.Errorf("it keeps %v", list)
	}
}

// TestSeenWhere believes neither what may be another machine's nor what is not dated at every change.
func TestSeenWhere(t *testing.T) {
	for _, magic := range []int64{0x794C7630, 0x01021994, 0x6969, 0x65735546, 0x01021997, 0xFF534D42, 0x5346544E} { // overlay, tmpfs, NFS, FUSE, 9p, CIFS, NTFS
		if slices.Contains(localSystems, magic) {
			t.Errorf("%x is believed", magic)
		}
	}
	if keepsTimes("/proc") || keepsTimes(filepath.Join(t.TempDir(), "none")) {
		t.Error("what holds no files is believed")
	}
}
