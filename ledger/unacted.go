package ledger

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"huibao/internal/bucket"
)

// A process that dies between a put and the act leaves an object that nothing names. A folder
// keeps what has no act yet in the process's spool; in a bucket a note is put first that names
// what is to come, and taken away when the acts name all of it. An object that only notes name,
// older than unactedAge by the server's own clock, is swept. What is swept has a stone for as
// long again: who put the same object meanwhile finds it before his act.
const (
	unactedPrefix = "unacted/"
	noteSign      = "note-"
	stoneSign     = "swept-"
	unactedAge    = 7 * 24 * time.Hour
)

const (
	clockName     = "clock"          // put before a sweep: when it was is the server's time
	mostSwept     = 100              // notes looked into by one sweep
	sweepFor      = time.Minute      // one sweep, at most
	underLock     = 5 * time.Second  // that an act of others waits for the server, at most
	droppedAtOnce = 20               // originals dropped under one lock
	tidyFor       = 10 * time.Second // for taking away notes that have nothing more to say
)

func (s *inBucket) announce(ctx context.Context, shas []string) error {
	if err := s.known(ctx); err != nil {
		return err
	}
	note := unactedPrefix + noteSign + rand.Text()
	if err := s.putText(ctx, note, strings.Join(shas, "\n")+"\n"); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.notes[note] = map[string]bool{}
	for _, sha := range shas {
		s.notes[note][sha] = true
	}
	return nil
}

// acted takes notes away that have nothing more to say. One that cannot be taken away is swept.
// The act's receipt does not wait for it; Close does.
func (s *inBucket) acted(ctx context.Context, shas map[string]bool) {
	s.mu.Lock()
	var done []string
	for note, left := range s.notes {
		for sha := range shas {
			delete(left, sha)
		}
		if len(left) == 0 {
			done = append(done, note)
			delete(s.notes, note)
		}
	}
	s.mu.Unlock()
	if len(done) == 0 {
		return
	}
	s.tidying.Go(func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), tidyFor)
		defer cancel()
		for _, note := range done {
			_ = s.b.Remove(ctx, note) // it is swept
		}
	})
}

// guard refuses an act of what this process announced and somebody swept before the act came. It
// is asked under the lock of the chain, as sweep is, and asks nothing for an act that names nothing
// of ours.
func (s *inBucket) guard(ctx context.Context, named map[string]bool) error {
	s.mu.Lock()
	ours := map[string]bool{}
	for _, left := range s.notes {
		for sha := range left {
			if named[sha] {
				ours[sha] = true
			}
		}
	}
	for sha := range named {
		if s.gone[sha] {
			s.mu.Unlock()
			return swept(sha)
		}
	}
	s.mu.Unlock()
	if len(ours) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, underLock)
	defer cancel()
	var stones []string
	err := s.b.List(ctx, unactedPrefix+stoneSign, func(x bucket.Item) error {
		if sha := strings.TrimPrefix(x.Name, unactedPrefix+stoneSign); ours[sha] {
			stones = append(stones, sha)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, sha := range stones {
		if _, ok, err := s.b.Stat(ctx, objectOf(sha)); err != nil || !ok {
			return errors.Join(err, swept(sha))
		}
	}
	return nil
}

func swept(sha string) error {
	return fmt.Errorf("原件 %.8s 刚被清理（它很早以前存过一次，没有记录）；请再做一次", sha)
}

// namesIn are the hashes that a note names.
func (s *inBucket) namesIn(ctx context.Context, note string) ([]string, error) {
	s.mu.Lock()
	names, ok := s.read[note]
	s.mu.Unlock()
	if ok {
		return names, nil
	}
	text, err := s.text(ctx, note)
	if err != nil {
		return nil, err
	}
	names = slices.DeleteFunc(strings.Fields(text), func(sha string) bool { return !isHash(sha) })
	s.mu.Lock()
	defer s.mu.Unlock()
	s.read[note] = names
	return names, nil
}

// noted are the hashes that the notes name which there are now.
func (s *inBucket) noted(ctx context.Context) (map[string]bool, error) {
	var list []string
	if err := s.b.List(ctx, unactedPrefix+noteSign, func(x bucket.Item) error { list = append(list, x.Name); return nil }); err != nil {
		return nil, err
	}
	s.mu.Lock()
	maps.DeleteFunc(s.read, func(note string, _ []string) bool { return !slices.Contains(list, note) })
	s.mu.Unlock()
	noted := map[string]bool{}
	for _, note := range list {
		names, err := s.namesIn(ctx, note)
		if errors.Is(err, fs.ErrNotExist) {
			continue // it went meanwhile, after what it named if that was swept
		}
		if err != nil {
			return nil, err
		}
		for _, sha := range names {
			noted[sha] = true
		}
	}
	return noted, nil
}

// sweep takes away what old notes name and nothing else does. All that can be is read before the
// lock of the chain is held: under it, what was added since.
func (s *inBucket) sweep(ctx context.Context, before, under func(func(*View) error) error) error {
	ctx, cancel := context.WithTimeout(ctx, sweepFor)
	defer cancel()
	if err := s.look(ctx); err != nil { // nothing is taken from another's
		return err
	}
	if err := s.putText(ctx, unactedPrefix+clockName, ""); err != nil {
		return err
	}
	old, young, err := s.parted(ctx)
	if err != nil || len(old) == 0 {
		return err
	}
	shas, err := s.namesOfAll(ctx, old)
	if err != nil {
		return err
	}
	late, err := s.namesOfAll(ctx, young)
	if err != nil {
		return err
	}
	slices.Sort(shas)
	shas = slices.DeleteFunc(slices.Compact(shas), func(sha string) bool { return slices.Contains(late, sha) })
	stay, left := newNamed(shas), len(shas) > 0
	if left {
		err = before(stay.read)
	}
	for left && err == nil {
		err = under(func(v *View) (err error) {
			left, err = s.dropUnnamed(ctx, v, shas, stay)
			return err
		})
	}
	for _, x := range old {
		if err == nil {
			err = s.b.Remove(ctx, x.Name)
		}
	}
	return err
}

// dropUnnamed takes away, for as long as the lock may be held, what is not named; left says that
// there is more.
func (s *inBucket) dropUnnamed(ctx context.Context, v *View, shas []string, stay *named) (left bool, err error) {
	if err := stay.read(v); err != nil {
		return false, err
	}
	ctx, cancel := context.WithTimeout(ctx, underLock)
	defer cancel()
	for n, sha := range shas {
		s.mu.Lock()
		done := stay.names[sha] || s.gone[sha]
		s.mu.Unlock()
		if done {
			continue
		}
		if err := s.drop(ctx, sha); err != nil {
			return false, err
		}
		if n%droppedAtOnce == droppedAtOnce-1 {
			return true, nil
		}
	}
	return false, nil
}

// parted are the notes and stones there are, the old ones (some of them) and the others, by the
// server's clock.
func (s *inBucket) parted(ctx context.Context) (old, young []bucket.Item, err error) {
	var list []bucket.Item
	var now time.Time
	err = s.b.List(ctx, unactedPrefix, func(x bucket.Item) error {
		if x.Name == unactedPrefix+clockName {
			now = x.Modified
		} else {
			list = append(list, x)
		}
		return nil
	})
	for _, x := range list {
		if now.Sub(x.Modified) <= unactedAge {
			young = append(young, x)
		} else if len(old) < mostSwept {
			old = append(old, x)
		}
	}
	return old, young, err
}

// namesOfAll are the hashes that those of some objects name which are notes.
func (s *inBucket) namesOfAll(ctx context.Context, list []bucket.Item) (shas []string, err error) {
	for _, x := range list {
		if !strings.HasPrefix(x.Name, unactedPrefix+noteSign) {
			continue
		}
		names, err := s.namesIn(ctx, x.Name)
		if errors.Is(err, fs.ErrNotExist) {
			continue // acts name all of it now
		}
		if err != nil {
			return nil, err
		}
		shas = append(shas, names...)
	}
	return shas, nil
}

// drop takes an object away; the stone is there before it is not.
func (s *inBucket) drop(ctx context.Context, sha string) error {
	if err := s.putText(ctx, unactedPrefix+stoneSign+sha, sha); err != nil {
		return err
	}
	s.mu.Lock()
	delete(s.sizes, sha)
	s.gone[sha] = true // whatever becomes of it: it is put again, or no act names it
	for _, left := range s.notes {
		delete(left, sha)
	}
	s.mu.Unlock()
	return s.b.Remove(ctx, objectOf(sha))
}
