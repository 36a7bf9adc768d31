package batch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"huibao/ledger"
)

// A file that no program has written to since it was hashed is not read again: a run keeps of each
// the hash with what the system says of the file (fileID), among it the time at which it last
// changed, which no program can set. What was restored, copied with its times or put in the place
// of another has another identity, and is hashed. Doubts are decided for hashing:
//   - a time is no proof while the file may be written to again within it (git's racy files): it
//     must lie clearly before the hashing began, by the clock of the same system;
//   - only file systems of this machine are believed (keepsTimes): others may have it from another
//     clock, late, or not at all; Windows and others are never believed;
//   - what was seen before the machine was started anew, or by another, is not believed (bootOf);
//   - what is kept must be what the last run finished with, by the digest in its act;
//   - a lock, and a run that believes nothing of before, hash everything.

// fileID is what the system says of a file.
type fileID struct {
	Dev, Ino    uint64
	Size        int64
	Mod, Change int64 // nanoseconds since 1970
}

// lastSeen is a file as a run hashed it.
type lastSeen struct {
	Path   string
	ID     fileID
	SHA256 string
}

// settling is how much older than the hashing the times of a file must be: the coarsest that
// any file system counts in.
var settling = 2 * time.Second

// settledBefore reports whether neither time is so near to a moment that the file may have been
// written to within it.
func (id fileID) settledBefore(moment time.Time) bool {
	return moment.Add(-settling).UnixNano() > max(id.Mod, id.Change)
}

// lastSeenKey is what the list is kept under among the period's readings: since this machine was started.
func (n *runner) lastSeenKey() string {
	return fingerprint([]string{"last seen", "2", bootOf(), n.opt.Period.String()})
}

// seenBefore are the files as the last run hashed them, by their paths, where that can be
// believed.
func (n *runner) seenBefore(ctx context.Context) (map[string]lastSeen, error) {
	if !n.trusts || n.opt.Anew || bootOf() == "" || !keepsTimes(n.w.Returns(n.opt.Period)) {
		return nil, nil
	}
	last, err := lastRun(ctx, n.led, n.opt.Period)
	if err != nil || last.Seen == "" {
		return nil, err
	}
	var list []lastSeen
	_, err = n.led.ReadingBytes(n.opt.Period, n.lastSeenKey(), func(data []byte) error {
		if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) == last.Seen && json.Unmarshal(data, &list) != nil {
			list = nil
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	m := make(map[string]lastSeen, len(list))
	for _, x := range list {
		m[x.Path] = x
	}
	return m, nil
}

// rememberSeen keeps of the files that were hashed what the next run need not hash again, and
// returns its digest; "" where nothing is kept.
func (n *runner) rememberSeen() (digest string, err error) {
	if n.began.IsZero() || bootOf() == "" || !keepsTimes(n.w.Returns(n.opt.Period)) {
		return "", nil
	}
	data, err := json.Marshal(n.sureOf(n.in.files))
	if err != nil {
		return "", err
	}
	d, err := ledger.EncodeBytes(data)
	if err != nil {
		return "", err
	}
	c := n.reader.cache
	c.used = append(c.used, n.lastSeenKey())
	c.replace(n.lastSeenKey(), d)
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}

// sureOf are the files of which a later run can tell whether they were changed since they were
// hashed.
func (n *runner) sureOf(files []seen) []lastSeen {
	list := []lastSeen{}
	for _, f := range files {
		if f.hashed != "" && f.hashed == f.sha && f.id.settledBefore(n.began) {
			list = append(list, lastSeen{f.path, f.id, f.sha})
		}
	}
	return list
}
