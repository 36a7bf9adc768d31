package ledger

import (
	"context"
	"errors"
	"io/fs"
	"strconv"

	"huibao/internal/fault"
)

// nights is in how many nights each original of a bucket is read once, where there are more than
// wholeNight of them: reading all would take the night, and what the bucket's server asks for it.
const (
	nights     = 28
	wholeNight = 5000
)

// Night says which night it is, and what was wrong the night before: that is read again until it is
// right.
type Night struct {
	Day   int
	Wrong []string // hashes
}

// VerifyNight is Verify as it is done every night: of many originals in a bucket it reads a part,
// another one each night, and of the others it looks whether they are there.
func (l *Ledger) VerifyNight(ctx context.Context, anchors []Head, night Night) (*Verified, error) {
	return l.verifyShare(ctx, anchors, night, wholeNight)
}

func (l *Ledger) verifyShare(ctx context.Context, anchors []Head, night Night, whole int) (*Verified, error) {
	return l.verify(ctx, anchors, func(ctx context.Context, v *Verified, list []string) error {
		if _, remote := l.store.(*inBucket); !remote || len(list) <= whole {
			return l.verifyOriginals(ctx, v, list)
		}
		there, wrong := map[string]bool{}, map[string]bool{}
		for _, sha := range night.Wrong {
			wrong[sha] = true
		}
		if err := l.store.list(ctx, func(sha string, _ int64) error { there[sha] = true; return nil }); err != nil {
			return err
		}
		var share []string
		for _, sha := range list {
			switch {
			case turnOf(sha) == (night.Day%nights+nights)%nights, wrong[sha]:
				share = append(share, sha)
			case !there[sha]:
				l.missed(v, sha)
				v.Originals++
			default:
				v.Originals++
			}
		}
		return l.verifyOriginals(ctx, v, share)
	})
}

// turnOf is the night of an original, by its hash.
func turnOf(sha string) int {
	n, err := strconv.ParseUint(sha[:min(8, len(sha))], 16, 64)
	if err != nil {
		return 0 // no hash: it is proved, and found wrong
	}
	return int(n % nights)
}

// missed adds an original that the bucket has not.
func (l *Ledger) missed(v *Verified, sha string) {
	v.Wrong = append(v.Wrong, sha)
	v.add("原件 %s 不见了：%s/%s 没有这个对象，而台账里有它的记录；请用桶的备份（或旧版本）恢复", sha, l.store, objectOf(sha))
}

// verifyOriginals hashes every original that the chain names.
func (l *Ledger) verifyOriginals(ctx context.Context, v *Verified, list []string) error {
	for _, sha := range list {
		if err := ctx.Err(); err != nil {
			return err
		}
		v.Originals++
		v.Read++
		err := l.store.prove(ctx, sha)
		_, remote := l.store.(*inBucket)
		switch {
		case errors.Is(err, fs.ErrNotExist) && remote:
			l.missed(v, sha)
		case errors.Is(err, fs.ErrNotExist):
			v.add("原件 %s 不见了", sha)
		case errors.Is(err, errChanged) || err != nil && !remote:
			v.Wrong = append(v.Wrong, sha)
			v.add("原件 %s：%s", sha, fault.Text(err))
		case err != nil:
			return err // nothing is known of the others, either
		}
	}
	return nil
}
