package ledger

import (
	"database/sql"
	"strings"
)

// Mailboxes are the mail addresses of units, by their codes; none where nothing was ever served.
func (v *View) Mailboxes() (map[string][]string, error) {
	boxes := map[string][]string{}
	if ok, err := v.has("mailbox"); err != nil || !ok {
		return boxes, err
	}
	_, err := listOf(v.q, "SELECT unit, address FROM mailbox", nil, func(rows *sql.Rows) (struct{}, error) {
		var unit, list string
		err := rows.Scan(&unit, &list)
		boxes[unit] = strings.Fields(list)
		return struct{}{}, err
	})
	return boxes, err
}

// SetMailbox replaces the addresses of a unit; none takes them away.
func (t *Tx) SetMailbox(unit string, list []string) error {
	if len(list) == 0 {
		return t.exec("DELETE FROM mailbox WHERE unit=?", unit)
	}
	return t.exec("INSERT INTO mailbox (unit, address) VALUES (?,?) ON CONFLICT (unit) DO UPDATE SET address=excluded.address", unit, strings.Join(list, " "))
}
