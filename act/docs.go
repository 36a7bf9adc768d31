package act

import (
	"encoding/json"
	"time"

	"huibao"
)

// Document is what an act says. Period and unit stand in it, so that the chain proves
// the columns that the ledger finds acts by.
type Document interface {
	where() Where
	reason() string // the act's note
}

// Where is the period and the unit that an act is about; either may be none.
type Where struct {
	Period huibao.Period `json:"period,omitzero"`
	Unit   string        `json:"unit,omitempty"`
}

func (w Where) where() Where { return w }

func (Where) reason() string { return "" }

// File is the document of 报送, 撤件 and 登记; the object is the path.
type File struct {
	Where
	SHA256 string    `json:"sha256"`
	Size   int64     `json:"size,omitempty"`
	Time   time.Time `json:"time,omitzero"`   // when it was received; of files in the folder a day, 00:00
	How    string    `json:"how,omitempty"`   // 文件夹, Web, or the word of 收到.csv
	Given  bool      `json:"given,omitempty"` // Time is 收到.csv's or the portal's, not the day of the run
	Scan   Scan      `json:"scan,omitempty"`
	Moved  int       `json:"moved,omitempty"` // number of the 报送 of the same file at another path, which is there no more: it was renamed
}

// Web is how a file was handed in by the portal; its act names the unit whose clerk did.
const Web = "网报"

// Scan is what a virus scanner said of a 报送; "" where none was asked.
type Scan string

// The answers of a scanner. The third, a virus, makes the file a 查出病毒.
const (
	Clean     Scan = "已查毒"
	Unscanned Scan = "未查毒" // it was asked, and did not say
)

// Virus is the document of 查出病毒; the object is the file's SHA-256. What has this hash is
// never given out.
type Virus struct {
	Where
	Virus string    `json:"virus"` // as the scanner calls it
	Name  string    `json:"name"`  // of the file
	Size  int64     `json:"size"`
	Time  time.Time `json:"time"`          // when it was received
	How   string    `json:"how,omitempty"` // it came, where not by the portal: it was read, and counts as it did
}

// Plan is the document of 方案; the object is the file's SHA-256.
type Plan struct {
	Where
	Digest  string   `json:"digest"` // of its content
	Changes []string `json:"changes,omitempty"`
}

// Blank is the document of 下发: what a unit was given to fill in. Prefilled are its
// figures, a row a line.
type Blank struct {
	Where
	Plan       string `json:"plan"` // version in force
	FormDigest string `json:"form"`
	SHA256     string `json:"sha256"`
	Prefilled  string `json:"prefilled,omitempty"`
}

// Decision is the document of what the office decides: on a finding (Ref is its id),
// a row (Row, Basis), a file (Ref is its SHA-256) or a unit. Name is the unit's name
// then.
type Decision struct {
	Where
	Name  string `json:"name,omitempty"`
	Ref   string `json:"ref,omitempty"`
	Code  string `json:"code,omitempty"`  // of a finding
	Row   string `json:"row,omitempty"`   // of an indicator
	Basis string `json:"basis,omitempty"` // digest of the row's figures as read, or the file's SHA-256: the decision holds while it is the same
	Value string `json:"value,omitempty"` // what the finding found, as text
	Path  string `json:"path,omitempty"`
	Text  string `json:"text,omitempty"` // of 说明
	Why   string `json:"why"`

	V3

	Proposed int `json:"proposed,omitempty"` // number of the 拟办 that it takes
}

// MovedNote begins the notes of acts by which a migration states anew what an older
// format knew.
const MovedNote = "迁入"

// V3 is what format 3 said in documents beside what they say now. It is read and never
// written.
type V3 struct {
	Kind   string          `json:"kind,omitempty"`
	Unlock bool            `json:"unlock,omitempty"`
	Who    string          `json:"who,omitempty"`
	When   *time.Time      `json:"when,omitempty"`
	Made   json.RawMessage `json:"made,omitempty"`
}

func (d Decision) reason() string { return d.Why }

// Undone is the document of 撤销; the object is the number of the decision.
type Undone struct {
	Where
	Of  int    `json:"of"`
	Why string `json:"why"`
}

func (d Undone) reason() string { return d.Why }

// Output is a file of an edition, by its path below the edition's folder.
type Output struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`
}

// Edition is the document of 锁定: what the lock froze. The object is its number.
type Edition struct {
	Where
	Edition  int               `json:"edition"`
	Book     string            `json:"book,omitempty"` // SHA-256, among the originals
	Plan     string            `json:"plan,omitempty"` // SHA-256 of plan.xlsx, among the originals
	Rows     string            `json:"rows,omitempty"` // digest of the period's derived rows
	Date     huibao.Date       `json:"date,omitzero"`
	Why      string            `json:"why,omitempty"`
	Number   string            `json:"number,omitempty"` // 文号
	IssuedOn huibao.Date       `json:"issued_on,omitzero"`
	Before   string            `json:"before,omitempty"` // head of the chain before the lock
	Checksum string            `json:"checksum,omitempty"`
	Outputs  []Output          `json:"outputs,omitempty"`
	Figures  map[string]string `json:"figures,omitempty"` // the city's, as printed
	LeftOut  []string          `json:"left_out,omitempty"`
	Waived   []string          `json:"waived,omitempty"`
	Late     []int             `json:"late,omitempty"` // numbers of 报送 that are not in it
	V3
}

func (d Edition) reason() string { return d.Why }

// Opened is the document of 解锁; unit "" is the whole period.
type Opened struct {
	Where
	Name    string `json:"name,omitempty"` // the unit's
	Edition int    `json:"edition"`        // that was final until then
	Why     string `json:"why"`
	Before  string `json:"before,omitempty"` // format 3
	V3

	Proposed int `json:"proposed,omitempty"` // number of the 拟办 that it takes
}

func (d Opened) reason() string { return d.Why }

// SentOut is the document of 印发; the object is the edition's number.
type SentOut struct {
	Where
	Edition     int         `json:"edition"`
	Number      string      `json:"number"`
	Date        huibao.Date `json:"date,omitzero"`
	Files       []Output    `json:"files,omitempty"` // DOCX and sealed PDF, among the originals
	Differences []string    `json:"differences,omitempty"`
	Struck      []string    `json:"struck,omitempty"` // sentences of the edition that ask for something and that the DOCX does not have
	Why         string      `json:"why,omitempty"`
}

func (d SentOut) reason() string { return d.Why }

// Typed is the document of 批注: what the office typed into a column of the draft's workbook, of a
// unit, a finding's code and a row, as far as there are such; "" takes a note away.
type Typed struct {
	Where
	Code   string `json:"code"`
	Row    string `json:"row,omitempty"`
	Column string `json:"column,omitempty"`
	Text   string `json:"text"`
}

// Same reports whether two notes are of one place.
func (t Typed) Same(o Typed) bool {
	return t.Unit == o.Unit && t.Code == o.Code && t.Row == o.Row && t.Column == o.Column
}

// Run is the document of 运行. Rows is the digest of the period's derived rows as the
// run left them, so that the chain proves them, too.
type Run struct {
	Where
	Head        int               `json:"head"` // the last act that it saw
	Plan        string            `json:"plan"` // SHA-256 of plan.xlsx, which is among the originals
	Date        huibao.Date       `json:"date"` // that the outputs bear
	Files       int               `json:"files"`
	Read        int               `json:"read"` // of them anew
	Fingerprint string            `json:"fingerprint"`
	Rows        string            `json:"rows"`
	Checksum    string            `json:"checksum"`
	Summary     json.RawMessage   `json:"summary"`
	Outputs     []Output          `json:"outputs"`
	Seconds     map[string]string `json:"seconds,omitempty"`  // by stage
	Readings    string            `json:"readings,omitempty"` // digest of what was read from the originals
	Seen        string            `json:"seen,omitempty"`     // of earlier programs, of which nothing is read any more
	Started     time.Time         `json:"started,omitzero"`
	Receipts    []huibao.Finding  `json:"receipts,omitempty"` // on 收到.csv, which is no return
	Draft       string            `json:"draft,omitempty"`    // digest of what it printed, which is kept for the last few runs
	V3
}

// Upgrade is the document of 升级. Rows are the digests of the derived rows that were
// carried over, by period.
type Upgrade struct {
	Where
	From    int               `json:"from"`
	To      int               `json:"to"`
	Program string            `json:"program,omitempty"`
	Rows    map[string]string `json:"rows,omitempty"`
}
