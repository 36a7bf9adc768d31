package ledger

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
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

// mostSwept is how many notes are looked into under one lock.
const mostSwept = 100

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
	for _, note := range done {
		_ = s.b.Remove(ctx, note) // it is swept
	}
}

func (s *inBucket) guard(ctx context.Context, named func([]string) (map[string]bool, error)) error {
	s.mu.Lock()
	ours := map[string]bool{}
	for _, left := range s.notes {
		for sha := range left {
			ours[sha] = true
		}
	}
	s.mu.Unlock()
	if len(ours) == 0 {
		return nil
	}
	var list []bucket.Item
	if err := s.b.List(ctx, unactedPrefix, func(x bucket.Item) error { list = append(list, x); return nil }); err != nil {
		return err
	}
	for _, x := range list {
		sha, stone := strings.CutPrefix(x.Name, unactedPrefix+stoneSign)
		if !stone || !ours[sha] {
			continue
		}
		if _, ok, err := s.b.Stat(ctx, objectOf(sha)); err != nil || !ok {
			return errors.Join(err, fmt.Errorf("原件 %.8s 刚被清理（它很早以前存过一次，没有记录）；请再做一次", sha))
		}
	}
	s.mu.Lock()
	stuck := s.stuck
	s.mu.Unlock()
	if !stuck && s.sweep(ctx, list, named) != nil { // what stays is swept by the next process
		s.mu.Lock()
		s.stuck = true
		s.mu.Unlock()
	}
	return nil
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

// sweep takes away what old notes name and nothing else does.
func (s *inBucket) sweep(ctx context.Context, list []bucket.Item, named func([]string) (map[string]bool, error)) error {
	var now time.Time // by the server's clock: our own note is among them
	for _, x := range list {
		if x.Modified.After(now) {
			now = x.Modified
		}
	}
	var old []bucket.Item
	young := list[:0]
	for _, x := range list {
		if now.Sub(x.Modified) <= unactedAge {
			young = append(young, x)
		} else if len(old) < mostSwept {
			old = append(old, x)
		}
	}
	if len(old) == 0 {
		return nil
	}
	shas, err := s.namesOfAll(ctx, old)
	if err != nil {
		return err
	}
	late, err := s.namesOfAll(ctx, young)
	if err != nil {
		return err
	}
	stay, err := named(shas)
	if err != nil {
		return err
	}
	slices.Sort(shas)
	for _, sha := range slices.Compact(shas) {
		if slices.Contains(late, sha) || stay[sha] {
			continue
		}
		if err := s.drop(ctx, sha); err != nil {
			return err
		}
	}
	for _, x := range old {
		if err := s.b.Remove(ctx, x.Name); err != nil {
			return err
		}
	}
	return nil
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
	s.mu.Unlock()
	return s.b.Remove(ctx, objectOf(sha))
}

var hashes = regexp.MustCompile(`[0-9a-f]{64}`)

// namesOf are the hashes that an act names, whatever it says by them.
func namesOf(texts ...string) (list []string) {
	for _, s := range texts {
		list = append(list, hashes.FindAllString(s, -1)...)
	}
	return list
}

// namedIn are those of some hashes that the acts name or what was made of them does: members of
// archives stand in rows alone.
func namedIn(q queryer, shas []string) (map[string]bool, error) {
	asked, named := map[string]bool{}, map[string]bool{}
	for _, sha := range shas {
		asked[sha] = true
	}
	note := func(texts ...string) {
		for _, sha := range namesOf(texts...) {
			if asked[sha] {
				named[sha] = true
			}
		}
	}
	acts, err := q.Query("SELECT object, doc FROM act")
	if err != nil {
		return nil, broken(err)
	}
	defer acts.Close()
	for acts.Next() {
		var object string
		var doc sql.NullString
		if err := acts.Scan(&object, &doc); err != nil {
			return nil, broken(err)
		}
		note(object, doc.String)
	}
	if err := acts.Err(); err != nil {
		return nil, broken(err)
	}
	return named, namedInRows(q, note)
}

func namedInRows(q queryer, note func(...string)) error {
	rows, err := q.Query("SELECT doc FROM submission")
	if err != nil {
		return broken(err)
	}
	defer rows.Close()
	for rows.Next() {
		var doc []byte
		if err := rows.Scan(&doc); err != nil {
			return broken(err)
		}
		text, err := inflate(doc)
		if err != nil {
			return err // it may name any of them
		}
		note(string(text))
	}
	return broken(rows.Err())
}
