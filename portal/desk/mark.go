package desk

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"huibao"
)

// Mark is a digest of all that a page of a person is made from, beside its address: as long
// as it is the same, so is the page. It is of the moment when it was looked who asks: the page is
// of then or later, never older. It says nothing to who has not the servers' key.
func (d *Desk) Mark(p *Person, page string) (string, error) {
	staged, err := d.Staged(p)
	if err != nil {
		return "", err
	}
	_, last := d.Ends(p)
	h := hmac.New(sha256.New, d.key)
	_, _ = fmt.Fprintf(h, "%s|%s|%q|%s|%s|%s|%v|%v|", p.head, p.ID, page, d.version, d.inForce.Load().digest, huibao.DateOf(d.now()), d.Stale(p), last.Sub(d.now()) < EndsSoon) // a hash never fails
	if staged != nil {
		_, _ = fmt.Fprintf(h, "%s %q", staged.Began, staged.Names)
	}
	if proof := d.Proof(); proof != nil {
		_, _ = fmt.Fprintf(h, "|%q", proof.Problems)
	}
	_, _ = fmt.Fprintf(h, "|%v", d.folder.unscanned())
	for _, f := range d.failures() {
		_, _ = fmt.Fprintf(h, "|%s", f)
	}
	return hex.EncodeToString(h.Sum(nil)[:16]), nil
}

// failures are the runs that came to nothing, as text.
func (d *Desk) failures() []string {
	d.queue.mu.Lock()
	defer d.queue.mu.Unlock()
	var list []string
	for p, f := range d.queue.failed {
		list = append(list, fmt.Sprintf("%s %s %q", p, f.Since, f.Sentence))
	}
	slices.Sort(list)
	return list
}
