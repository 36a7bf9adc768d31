package doubt

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"huibao/internal/regexp"
)

// What a note says in words that nobody wrote before it says by the kinds of its words: something not verified yet,
// counted in all the same, of a system, by word of mouth. classes.txt has such words, a letter a kind; their
// sequences in a clause are pieces like its characters, so that what was learned of one word holds for its kind.

//go:embed classes.txt
var classesText string

// A not, B already, C each and all, D still, E looked at, F done, G paid, H of an earlier stage, I planned, J guessed or
// reckoned, K papers and systems, L said by somebody, M differs, N agrees, O counted in, P left out, Q twice, R wrong, S not
// known, T later, U earlier, V of now, W of others, X pressed for, Y for the time being, Z copied; a not in its place, b who
// did it, c one by one, d false, e rules, f some, g days, h ought, k in order, l weather and feasts, m changed, n reported,
// o figures, q none at all, r moved in time, s causes, t papers that prove it, u but, v agreed, w gone, x put right.
var classes = sync.OnceValue(func() (list struct {
	of      map[string]string
	longest int
}) {
	list.of = map[string]string{}
	for line := range strings.Lines(classesText) {
		words := strings.Fields(line)
		for _, w := range words[1:] {
			list.of[w] = words[0]
			list.longest = max(list.longest, utf8.RuneCountInString(w))
		}
	}
	return list
})

var (
	clauseMarks = regexp.MustCompile(`[,()\[\]【】<>《》〔〕\s。;!?:、"“”]+`)
	numberMark  = regexp.MustCompile(`^\d+(?:[,.]\d+)*`)
)

// wordsOf are the words of a clause, the longest that are known first: the letter of each one's kind, 0 for a number, and
// a character of no kind itself.
func wordsOf(clause string) []string {
	var list []string
	known := classes()
	for clause != "" {
		if n := len(numberMark.FindString(clause)); n > 0 {
			list, clause = append(list, "0"), clause[n:]
			continue
		}
		n, word := longestKnown(clause, known.of, known.longest)
		list, clause = append(list, word), clause[n:]
	}
	return list
}

// longestKnown is how long the word is with which a text begins, and the letter of its kind: its first character without one.
func longestKnown(text string, of map[string]string, longest int) (length int, word string) {
	at := 0
	for range longest {
		_, size := utf8.DecodeRuneInString(text[at:])
		if size == 0 {
			break
		}
		at += size
		if kind := of[text[:at]]; kind != "" {
			length, word = at, kind
		} else if length == 0 {
			length, word = at, text[:at]
		}
	}
	return length, word
}

// isKind reports whether a word of a clause is the letter of a kind, or a number.
func isKind(word string) bool {
	return len(word) == 1 && (word[0] >= 'A' && word[0] <= 'Z' || word[0] >= 'a' && word[0] <= 'z' || word == "0")
}

// addKinds adds the pieces of a text by the kinds of its words. Of a clause = are the kinds, one to three that follow each
// other, ~ two with others between them, + the kinds and characters together, two and three; - and _ are the kinds and the
// characters of the last of several clauses.
func addKinds(text string, add func(string)) {
	list := slices.DeleteFunc(clauseMarks.Split(text, -1), func(c string) bool { return c == "" })
	for i, c := range list {
		words := wordsOf(c)
		kinds := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return !isKind(w) })
		runs("=", kinds, 1, 3, add)
		for from := range kinds {
			for to := from + 2; to < min(from+4, len(kinds)); to++ {
				add("~" + kinds[from] + kinds[to])
			}
		}
		runs("+", slices.Concat([]string{"^"}, words, []string{"$"}), 2, 3, add)
		if i > 0 && i == len(list)-1 {
			runs("-", kinds, 1, 2, add)
			runs("_", strings.Split("|"+digits.ReplaceAllString(c, "0")+"|", ""), 1, 2, add)
		}
	}
}

// runs adds what stands together in a list, from so many to so many.
func runs(mark string, list []string, least, most int, add func(string)) {
	for n := least; n <= most; n++ {
		for i := range len(list) - n + 1 {
			add(mark + strings.Join(list[i:i+n], ""))
		}
	}
}
