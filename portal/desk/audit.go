package desk

import (
	"context"

	"huibao"
	"huibao/act"
	"huibao/ledger"
)

// maxSeen is how many lines of what was seen a page shows.
const maxSeen = 300

// Audit is who signed in, was refused or opened something of late, the newest first, and
// what the last proof of the ledger found; nil before it was proved.
type Audit struct {
	List  []ledger.Seen
	Proof *Proof
}

// Seen is the audit, for the 管理员 and the office.
func (d *Desk) Seen(ctx context.Context, p *Person) (*Audit, error) {
	if !p.Has(append([]act.Role{act.Keeper}, office...)...) {
		return nil, ErrNotFound
	}
	a := &Audit{Proof: d.Proof()}
	err := d.led.View(ctx, func(v *ledger.View) (err error) { a.List, err = v.LastSeen(maxSeen); return err })
	for i := range a.List {
		a.List[i].At = a.List[i].At.In(huibao.China)
	}
	return a, err
}
