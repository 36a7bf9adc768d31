package batch

import (
	"context"
	"slices"
	"time"

	"huibao/ledger"
)

// A file that no program has written to since it was hashed is not read again: of each the hash is
// kept with what the system says of the file (fileID), among it the time at which it last changed,
// which no program can set. What was restored, copied with its times or put in the place of another
// has another identity, and is hashed. Doubts are decided for hashing:
//   - a time is no proof while the file may be written to again within it (settling): it must lie
//     clearly before the hashing began, by the clock of the same system;
//   - only file systems of this machine are believed (keepsTimes): others may have it from another
//     clock, late, or not at all; Windows and others are never believed;
//   - what was seen before the machine was started anew, or by another, is not believed (bootOf);
//   - a lock, a run that is told to, and one that believes nothing of before, hash everything.
//
// It stands outside the chain and every digest (ledger.KeepLooked): what is kept of the files depends
// on when a run came by, and nothing that is printed may. A hash that is believed can say of a file
// no more than that it is what an act named already: content is always taken from the file itself.

// fileID is what the system says of a file.
type fileID struct {
	Dev, Ino    uint64
	Size        int64
	Mod, Change int64 // nanoseconds since 1970
}

// lastSeen is a file as it was hashed.
type lastSeen struct {
	Path   string
	ID     fileID
	SHA256 string
}

// lookedAt is how a period's files lay, in the order of paths.
type lookedAt struct {
	Boot  string // bootOf
	Files []lastSeen
}

// settling is how much older than the hashing the times of a file must be: more than the coarsest
// that any file system counts in, and than the half minute for which a system may hold what is
// written through a mapping under the time at which that began.
var settling = time.Minute

// settledBefore reports whether neither time is so near to a moment that the file may have been
// written to within it.
func (id fileID) settledBefore(moment time.Time) bool {
	return moment.Add(-settling).UnixNano() > max(id.Mod, id.Change)
}

// seenBefore are the files as they were hashed last, where that can be believed.
func (n *runner) seenBefore(ctx context.Context) (files []lastSeen, err error) {
	boot := bootOf()
	if n.opt.Rehash || n.opt.Anew || boot == "" || !keepsTimes(n.w.Returns(n.opt.Period)) {
		return nil, nil
	}
	err = n.led.View(ctx, func(v *ledger.View) error {
		var last lookedAt
		ok, err := v.Looked(n.opt.Period, &last)
		if ok && last.Boot == boot {
			files = last.Files
		}
		return err
	})
	return files, err
}

// rememberSeen keeps of the files what the next run need not hash again, where that is other than
// what was kept before.
func (n *runner) rememberSeen(ctx context.Context, files []seen, before []lastSeen) error {
	boot := bootOf()
	if n.opt.DryRun || n.began.IsZero() || boot == "" || !keepsTimes(n.w.Returns(n.opt.Period)) {
		return nil
	}
	list := n.sureOf(files)
	if slices.Equal(list, before) {
		return nil
	}
	x, err := ledger.Encode(lookedAt{boot, list})
	if err != nil {
		return err
	}
	return n.led.KeepLooked(ctx, n.opt.Period, x)
}

// sureOf are the files of which a later run can tell whether they were changed since they were
// hashed.
func (n *runner) sureOf(files []seen) []lastSeen {
	var list []lastSeen
	for _, f := range files {
		if f.hashed != "" && f.hashed == f.sha && f.id.settledBefore(n.began) {
			list = append(list, lastSeen{f.path, f.id, f.sha})
		}
	}
	return list
}
