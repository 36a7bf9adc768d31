package importer

import (
	"regexp"
	"strconv"
	"strings"

	"huibao"
)

var (
	isoPeriod   = regexp.MustCompile(`(20\d\d)[-.年_/]?(0[1-9]|1[0-2])(?:\D|$)`)
	monthPeriod = regexp.MustCompile(`(?:(20\d\d)年?)?(?:1\s*[-—~至]\s*)?(1[0-2]|0?[1-9])月`)
	quarterText = regexp.MustCompile(`(20\d\d)-?Q([1-4])`)
)

// periodOf reads a period out of a text: 2024-06, 2024年6月, 6月, 1-6月, 2024-Q2.
func periodOf(text string, year int) huibao.Period {
	text = fold(text)
	if g := quarterText.FindStringSubmatch(text); g != nil {
		return huibao.Period{Year: atoi(g[1]), Month: 3 * atoi(g[2]), Quarter: true}
	}
	if g := isoPeriod.FindStringSubmatch(text); g != nil {
		return huibao.Period{Year: atoi(g[1]), Month: atoi(g[2])}
	}
	if g := monthPeriod.FindStringSubmatch(text); g != nil {
		if g[1] != "" {
			year = atoi(g[1])
		}
		return huibao.Period{Year: year, Month: atoi(g[2])}
	}
	return huibao.Period{}
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// corrections are the words in a file name that mark a later version: by
// themselves, or with a number.
var (
	corrections = regexp.MustCompile(`更正|修改|修订|订正|重报|最终|定稿`)
	numbered    = regexp.MustCompile(`第\s*([二三四五六七八九2-9])\s*[版稿次]|[vV]([2-9])|\(([1-9])\)`)
)

// correctionOf finds the mark of a later version in a file's name, and its rank.
func correctionOf(name string) (word string, rank int) {
	if g := numbered.FindStringSubmatch(name); g != nil {
		for _, mark := range g[1:] {
			if n := atoi(mark); n > 0 {
				return g[0], n
			}
			if i := strings.Index("一二三四五六七八九", mark); mark != "" && i >= 0 {
				return g[0], i/len("一") + 1
			}
		}
	}
	if word = corrections.FindString(name); word != "" {
		return word, 1
	}
	return "", 0
}
