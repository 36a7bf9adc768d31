package doubt

import (
	_ "embed"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/width"

	"huibao/internal/regexp"
)

// The words by which people say that a figure is none are without end; lists of them find what was written
// before. So a note is weighed besides: each one, two and three characters of it have a weight, by how much
// more often they stood in notes of which a careful person asked than in the others (testdata/weighed, and
// check/testdata/notes). TestWeights makes weights.txt of them, and measures it on notes that it has not seen.

//go:embed weights.txt
var weightsText string

// scales are the weights of weights.txt in hundredths: base is that of any text.
type scales struct {
	base  int
	piece map[string]int
}

var weights = sync.OnceValue(func() scales { return parseWeights(weightsText) })

// parseWeights reads lines of a weight and the pieces that have it; the one without a piece is the base.
func parseWeights(text string) scales {
	s := scales{piece: map[string]int{}}
	for line := range strings.Lines(text) {
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		weight, _ := strconv.Atoi(fields[0]) // TestWeights reads each
		if len(fields) == 1 {
			s.base = weight
		}
		for _, piece := range fields[1:] {
			s.piece[piece] = weight
		}
	}
	return s
}

const (
	LeastWeighed = 14   // characters of a text, or of a sentence among others, that is weighed by itself
	heavy        = 70   // hundredths from which on a text is asked about
	heavyShort   = 100  // the same of a short one
	heavyNumber  = 130  // of a short one with a number
	heavyOwn     = 300  // of a short one with words of its row, of which it may say only what they say
	heavyLetter  = 200  // of a letter or one of its sentences, most of which are of no figure
	heavyClause  = 350  // the same of one clause among others
	light        = 0    // up to which none of its sentences is asked about for a single word, nor the whole for what it leaves open
	sound        = -100 // up to which it is not asked about for a number of its own either, which it does not claim for the figure
	lightShort   = -200 // of a short one, and of a phrase in it
	leastShort   = 4    // characters of a short one: what is shorter turns on one word, and is for the rules
	longestPiece = 3
)

// Heavy reports whether a text, one of its sentences, or a clause by far, reads like those that doubt their figure: a doubt weighs
// little among much that is true.
func Heavy(text string) bool { return weights().heavy(text) }

// HeavyLetter is Heavy of a letter, which says much that is of no figure.
func HeavyLetter(text string) bool {
	return utf8.RuneCountInString(text) >= LeastWeighed && weights().heavyFrom(text, heavyLetter)
}

func (s scales) heavy(text string) bool {
	switch n := utf8.RuneCountInString(strings.TrimSpace(text)); {
	case n < leastShort:
		return false
	case n < LeastWeighed:
		text = width.Fold.String(text)
		least := heavyShort
		if digits.MatchString(text) {
			least = heavyNumber
		}
		return !byRow.MatchString(text) && s.of(Pieces(text)) >= least
	}
	return s.heavyFrom(text, heavy) || slices.ContainsFunc(Clauses(text), s.heavyClause)
}

// heavyFrom reports whether a text or one of its sentences weighs so much at least.
func (s scales) heavyFrom(text string, least int) bool {
	return s.of(Pieces(text)) >= least || slices.ContainsFunc(inSentences(text), func(part string) bool {
		return utf8.RuneCountInString(part) >= LeastWeighed && s.of(Pieces(part)) >= least
	})
}

// heavyClause reports whether a clause alone reads so much like a doubt that what stands beside it says nothing.
func (s scales) heavyClause(c Clause) bool {
	n := utf8.RuneCountInString(c.Text)
	return n >= leastShort && (n >= LeastWeighed || !forRules.MatchString(c.Text)) && s.of(Pieces(c.Text)) >= heavyClause
}

// Light reports whether a text and each of its sentences reads like those that doubt nothing, Sound whether by far.
func Light(text string) bool { return atMost(text, light) }

// Sound reports whether one that is not short is Light by far.
func Sound(text string) bool {
	return utf8.RuneCountInString(text) >= LeastWeighed && atMost(text, sound)
}

// atMost reports whether neither a text nor one of its sentences weighs more.
func atMost(text string, most int) bool {
	switch n := utf8.RuneCountInString(text); {
	case n < leastShort:
		return false
	case n < LeastWeighed:
		most = lightShort
	}
	if Weight(text) > most {
		return false
	}
	return !slices.ContainsFunc(inSentences(text), func(s string) bool { return s != "" && Weight(s) > most })
}

// forRules is in a text of which, by its row, one thing is true or another: whether a time, a number, what is held or a part is
// the row's own is for the rules; byRow is of those that weights tell nothing of in a text that is short.
var (
	forRules = regexp.MustCompile(`\d|分[子母]|^(?:其中)?(?:不?含|不?包[括含]|[未没]包?含)`)
	byRow    = regexp.MustCompile(`\d[年月]|分[子母]|含|包括|其中|\d\p{Han}{0,2}[中里]`)
)

// HeavyBeside is Heavy of the note of a row whose own words are given: a short one that has some of them must weigh more.
func HeavyBeside(text, own string) bool {
	return Heavy(text) && (utf8.RuneCountInString(text) >= LeastWeighed || OwnMarked(text, own) == text || Weight(text) >= heavyOwn)
}

// inSentences are the sentences of a text, where it has several.
func inSentences(text string) []string {
	list := sentences.Split(strings.TrimRight(width.Fold.String(strings.TrimSpace(text)), "。;!"), -1)
	if len(list) == 1 {
		return nil
	}
	return list
}

// Weight is by how much a text reads like those that doubt their figure, in hundredths; below 0 it reads like the others.
func Weight(text string) int {
	s := weights()
	return s.of(Pieces(text))
}

// of is the base and the sum of the pieces' weights over the root of how many are known: a long text weighs no more
// because it is long.
func (s scales) of(pieces []string) int {
	sum, known := 0, int64(1)
	for _, p := range pieces {
		if w, is := s.piece[p]; is {
			sum, known = sum+w, known+1
		}
	}
	root := new(big.Int).Sqrt(big.NewInt(known * 1_000_000)).Int64() // in thousandths
	return s.base + sum*1000/int(root)
}

var (
	digits = regexp.MustCompile(`\d+(?:[,.]\d+)*`)
	marks  = regexp.MustCompile(`[^\p{L}\p{N}%]+`)
)

// Pieces are the one, two and three characters of a text that stand together, each once, where numbers are 0 and marks |,
// and those by the kinds of its words.
func Pieces(text string) []string {
	text = strings.TrimRight(width.Fold.String(strings.TrimSpace(text)), "。.,;!")
	list := []rune("|" + marks.ReplaceAllString(digits.ReplaceAllString(text, "0"), "|") + "|")
	seen := map[string]bool{"|": true, "0": true, "||": true}
	var found []string
	add := func(piece string) {
		if !seen[piece] {
			seen[piece] = true
			found = append(found, piece)
		}
	}
	for n := 1; n <= longestPiece; n++ {
		for i := range len(list) - n + 1 {
			add(string(list[i : i+n]))
		}
	}
	addKinds(text, add)
	return found
}
