package importer

import (
	"strconv"
	"strings"

	"huibao/internal/regexp"
)

// A period in words: since January up to a month, or one month alone.
var (
	sinceMonth  = regexp.MustCompile(`^` + anyYear + `(?:(?:1|元|一)月?(?:份)?\s*(?:[-—–~～－]+|至|到)\s*(1[0-2]|0?[1-9])月(?:份|底|末)?|截[至止到](?:目前)?` + anyYear + `(1[0-2]|0?[1-9])月(?:份|底|末|\d{1,2}日)?|(上半年|半年度|1-2季度|前?[两2]个季度|前三季度|前3季度|前?[三3]个季度|1-3季度|一季度|第一季度|1季度|三季度末|年初以来|全年))`)
	singleMonth = regexp.MustCompile(`^` + anyYear + `(1[0-2]|0?[1-9])月份?`)
)

// anyYear is a year before a period, as a number or as this one.
const anyYear = `(?:20\d\d年度?|今年|本年度?|当年)?`

// spans are the months in which periods without a number end.
var spans = map[string]int{"上半年": 6, "半年度": 6, "1-2季度": 6, "两个季度": 6, "2个季度": 6, "前两个季度": 6, "前2个季度": 6, "三个季度": 9, "3个季度": 9, "前三个季度": 9, "前3个季度": 9, "1-3季度": 9, "前三季度": 9, "前3季度": 9, "三季度末": 9, "一季度": 3, "第一季度": 3, "1季度": 3, "全年": 12}

// Kinds of periods in a heading.
const (
	sinceJanuary = "since"
	oneMonth     = "month"
)

// cutPeriod cuts the period off the beginning of a heading, and says of which kind
// it is; "" where there is none.
func cutPeriod(s string) (kind, rest string) {
	if at := sinceMonth.FindStringIndex(s); at != nil {
		return sinceJanuary, s[at[1]:]
	}
	if at := upToMonth.FindStringIndex(s); at != nil {
		return sinceJanuary, s[at[1]:]
	}
	if at := singleMonth.FindStringIndex(s); at != nil {
		if rest := strings.TrimPrefix(s[at[1]:], "份"); strings.HasPrefix(rest, "底") || strings.HasPrefix(rest, "末") {
			return sinceJanuary, strings.TrimLeft(rest, "底末")
		}
		return oneMonth, s[at[1]:]
	}
	return "", s
}

// spanIn finds a period since January anywhere in a text (1—8月, 截至10月20日,
// 上半年), and the month in which it ends; 0 where there is none.
func spanIn(text string) int {
	for i := range text {
		if i > 0 && text[i-1] >= '0' && text[i-1] <= '9' {
			continue // 11—12月 is not 1—12月
		}
		g := sinceMonth.FindStringSubmatch(text[i:])
		switch {
		case g == nil:
		case g[1] != "":
			return atoi(g[1])
		case g[2] != "":
			return atoi(g[2])
		case spans[g[3]] > 0:
			return spans[g[3]]
		}
	}
	return 0
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// corrections are the words in a file name that mark a later version: by
// themselves, or with a number.
var (
	corrections = regexp.MustCompile(`更正|修改|修订|订正|重报|最终|定稿`)
	numbered    = regexp.MustCompile(`第\s*([二三四五六七八九2-9])\s*[版稿次]|[vV]([2-9])`)
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

// upToMonth begins a text that is up to the end of a month or a quarter (至6月底, 二季度末).
var upToMonth = regexp.MustCompile(`^[至到](?:20\d\d年)?(?:1[0-2]|0?[1-9])月(?:底|末)|^(?:截[至止到]?|[至到])?(?:20\d\d年)?第?[1-4]季度?末`)
