package ledger

import (
	"database/sql"
	"time"

	"huibao"
	"huibao/statement"
)

// Run is what one run of a period took. Fingerprint is of everything that its
// outputs were made from; Made is of each annotated return.
type Run struct {
	Period      huibao.Period     `json:"period"`
	Started     time.Time         `json:"started"`
	Seconds     map[string]string `json:"seconds"` // by stage
	Files       int               `json:"files"`
	Read        int               `json:"read"` // of them anew
	Fingerprint string            `json:"fingerprint"`
	Plan        string            `json:"plan"` // SHA-256 of plan.xlsx, which is among the originals
	Date        huibao.Date       `json:"date"` // that the outputs bear
	Made        map[string]string `json:"made,omitempty"`
	Summary     statement.Summary `json:"summary"`
	Checksum    string            `json:"checksum"`
}

// Runs lists the runs of a period, oldest first.
func (l *Ledger) Runs(period huibao.Period) ([]Run, error) {
	return listOf[Run](l, "SELECT doc FROM run WHERE period=? ORDER BY n", period)
}

// LastRun is the last run of a period, or none.
func (l *Ledger) LastRun(period huibao.Period) (Run, error) {
	list, err := listOf[Run](l, "SELECT doc FROM run WHERE period=? ORDER BY n DESC LIMIT 1", period)
	if err != nil || len(list) == 0 {
		return Run{}, err
	}
	return list[0], nil
}

// Finish records a run that has written all its outputs.
func (l *Ledger) Finish(r Run) error {
	return l.change(func(tx *sql.Tx) error {
		return l.append(tx, "run", r.Period, r, entry{kind: "运行"})
	})
}
