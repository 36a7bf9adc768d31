package ledger

import (
	"context"
	"errors"
)

// Setting is something that is set of where a ledger lies, as people are told: what is secret is
// masked.
type Setting struct{ Name, Value string }

// Settings are those of a place, which is looked at: whether the ledger can be read there, and
// whether the originals are this ledger's.
func Settings(ctx context.Context, p Place) (list []Setting, err error) {
	l, err := Read(p)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	list = []Setting{{"台账", l.eng.String()}, {"原件", l.store.String()}}
	b, ok := l.store.(*inBucket)
	if !ok {
		return list, nil
	}
	authority := b.b.Authority
	if authority == "" {
		authority = "系统的"
	}
	list = append(list, Setting{"S3 服务器", b.b.Endpoint}, Setting{"区域", b.b.Region}, Setting{"密钥", b.b.Key}, Setting{"可信的证书", authority})
	if b.id == "" {
		return append(list, Setting{"桶里", "还没有用过这个前缀"}), nil
	}
	return list, b.known(ctx)
}
