package desk

import (
	"context"

	"huibao"
	"huibao/act"
	"huibao/ledger"
)

// maxSeen is how many lines of what was seen a page shows.
const maxSeen = 300

// Seen lists who signed in, was refused or opened something of late, the newest first,
// for the 管理员 and the office.
func (d *Desk) Seen(ctx context.Context, p *Person) ([]ledger.Seen, error) {
	if !p.Has(append([]act.Role{act.Keeper}, office...)...) {
		return nil, ErrNotFound
	}
	var list []ledger.Seen
	err := d.led.View(ctx, func(v *ledger.View) (err error) { list, err = v.LastSeen(maxSeen); return err })
	for i := range list {
		list[i].At = list[i].At.In(huibao.China)
	}
	return list, err
}
