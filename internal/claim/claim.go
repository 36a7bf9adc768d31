// Package claim reads what a note tells in numbers: of which each number is (the month, the year so far, a month before,
// the target, the rest, a part), its value as it is written, its measure and its words. Whether it holds is for who
// has the row's figures.
package claim

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"golang.org/x/text/width"

	"huibao/internal/doubt"
	"huibao/internal/regexp"
)

// Kind is of what a number is told.
type Kind string

// The kinds of numbers. Other is of a part, or of another thing.
const (
	Other      Kind = ""
	Month      Kind = "month"      // of the month Month, or of the period where that is 0
	Cumulative Kind = "cumulative" // of the year up to the month Month, or up to now where that is 0
	LastMonth  Kind = "last"
	Total      Kind = "total"     // of what was told before it
	Remainder  Kind = "remainder" // of the target
	OfTarget   Kind = "share"     // a percentage of the target
	Rate       Kind = "rate"      // a percentage that the row's own words name
	People     Kind = "people"    // how many there are of whom the row's own words speak
	Change     Kind = "change"    // against the month Month, or the last one where that is 0
	Document   Kind = "document"  // by which so many were found to be
)

// Claim is a number of a note.
type Claim struct {
	Kind   Kind
	Month  int
	Less   bool // of a Change
	Value  decimal.Decimal
	About  bool   // it is a round one: 约, 近, 以上
	Before string // its words from the mark or number before it
	Words  string // what is behind it up to the next mark or number; it begins with its measure
	Clause string // the piece between marks in which it stands
	Depth  int    // in how many brackets it stands
}

// Sentence is one of a note, with its numbers.
type Sentence struct {
	Text   string
	Claims []Claim
}

var (
	ends      = regexp.MustCompile(`[。;!\n]+`)
	marks     = regexp.MustCompile(`[,、()\[\]【】]+`)
	thousands = regexp.MustCompile(`(\d),(\d{3})`)
	number    = regexp.MustCompile(`\d+(?:\.\d+)?`)
	// bracketed is what a figure is told against, with its number in brackets: 比5月(245人)少5人.
	bracketed = regexp.MustCompile(`((?:比|较|与)(?:\d{1,2}月份?|上个?[月期]))\((\d[\d.]*\p{Han}{1,2})\)`)
	// noNumber is behind what is of time or order, or the number of a road or paper.
	noNumber = regexp.MustCompile(`^(?:-|—|–|至|到|~|月|日|号|年|时|天|周|季|期|届|岁|点|个月|个工作日|[\]〕A-Za-z+]|级|楼|标段|批|轮|:\d|\.\d)`)
	ordinal  = regexp.MustCompile(`(?:第|[A-Za-z0-9〔\[+#.]|[-—–~至到]|:)$`)
	about    = regexp.MustCompile(`(?:约|近|大概|大约|超过?|不足|不到|逾|几乎|接近|突破)$`)
	orSo     = regexp.MustCompile(`^[^\d]{0,4}(?:左右|上下|以上|以下|多|余|以内|不到)`)
)

// Read is what a note tells, sentence by sentence; own are the words of its row.
func Read(note, own string) []Sentence {
	text := bracketed.ReplaceAllString(width.Fold.String(strings.TrimSpace(note)), "$1$2")
	for thousands.MatchString(text) {
		text = thousands.ReplaceAllString(text, "$1$2")
	}
	var list []Sentence
	for _, sentence := range ends.Split(text, -1) {
		s := Sentence{Text: sentence}
		between, depth := marks.FindAllString(sentence, -1), 0
		for i, clause := range marks.Split(sentence, -1) {
			s.Claims = append(s.Claims, claims(clause, own, depth)...)
			if i < len(between) {
				depth = max(0, depth+strings.Count(between[i], "(")-strings.Count(between[i], ")"))
			}
		}
		s.compare()
		s.shares()
		if sentence != "" {
			list = append(list, s)
		}
	}
	return list
}

// claims are the numbers of a clause.
func claims(clause, own string, depth int) (list []Claim) {
	var places [][]int
	for _, at := range number.FindAllStringIndex(clause, -1) {
		if !noNumber.MatchString(clause[at[1]:]) && !ordinal.MatchString(clause[:at[0]]) {
			places = append(places, at)
		}
	}
	from := 0
	for i, at := range places {
		d, err := decimal.NewFromString(clause[at[0]:at[1]])
		if err != nil {
			continue
		}
		to := len(clause)
		if i+1 < len(places) {
			to = places[i+1][0]
		}
		c := Claim{Value: d, Before: clause[from:at[0]], Words: clause[at[1]:to], Clause: clause, Depth: depth}
		if i > 0 {
			c.Before = measureOf.ReplaceAllString(c.Before, "")
		}
		c.About = about.MatchString(c.Before) || orSo.MatchString(c.Words)
		c.read(own)
		list, from = append(list, c), at[1]
	}
	return list
}

// compare reads as changes those of which what they are told against stands before them: 比5月(245人)少5人.
func (s *Sentence) compare() {
	for i := 1; i < len(s.Claims); i++ {
		c, last := &s.Claims[i], &s.Claims[i-1]
		if g := change.FindStringSubmatch(c.Before); g != nil && against.MatchString(last.Before) {
			c.Kind, c.Less, c.Month = Change, less(g[1]), monthOf(against.FindStringSubmatch(last.Before)[1])
			last.Kind, last.Month = LastMonth, c.Month
		}
	}
}

// shares reads as percentages of the target those of a sentence that names it: 目标180个，累计61个，占33.9%.
func (s *Sentence) shares() {
	for i := range s.Claims {
		c := &s.Claims[i]
		if c.Kind == Other && i > 0 && bareShare.MatchString(c.Before) && strings.HasPrefix(c.Words, "%") && theTarget.MatchString(s.Text) && !ofParts.MatchString(s.Text) {
			c.Kind = OfTarget
		}
		if c.Kind == Other && i > 0 && c.Before == "的" && strings.HasPrefix(c.Words, "%") && ofWhich.MatchString(s.Claims[i-1].Before) && !ofParts.MatchString(s.Text) {
			c.Kind = OfTarget
		}
	}
}

func monthOf(text string) int {
	n, _ := strconv.Atoi(text) // one or two digits, or none
	return n
}

// own reports what is left of words without those of the row.
func without(words, own string) string {
	return strings.ReplaceAll(doubt.OwnMarked(words, own), "·", "")
}
