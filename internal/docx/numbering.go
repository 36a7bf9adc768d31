package docx

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// What a level's number may be made of: it is set in front of every paragraph of the list, so a
// long one would make a small file a large text. Word takes no start above maxStart.
const (
	maxLevelText = 255 // characters
	maxStart     = 32767
)

// level is one level of a numbered list: how its number looks.
type level struct {
	format string // decimal, chineseCounting …
	text   string // "%1、"
	start  int
}

// numbering gathers word/numbering.xml: abstract lists, and the lists that use
// them.
type numbering struct {
	abstract   map[string]map[int]level
	lists      map[string]string // numId → abstractNumId
	inAbstract string
	inList     string
	at         int
}

func (n *numbering) start(e xml.StartElement) error {
	switch e.Name.Local {
	case "abstractNum":
		n.inAbstract = attr(e, "abstractNumId")
	case "num":
		n.inList = attr(e, "numId")
	case "lvl":
		n.at, _ = strconv.Atoi(attr(e, "ilvl"))
		n.set(func(l *level) { l.start = 1 })
	case "start":
		v, _ := strconv.Atoi(attr(e, "val"))
		if v < 0 || v > maxStart {
			return fmt.Errorf("自动编号的起始值 %d 不在 0 到 %d 之间；请在 Word 中重新设置这个编号", v, maxStart)
		}
		n.set(func(l *level) { l.start = v })
	case "numFmt":
		n.set(func(l *level) { l.format = attr(e, "val") })
	case "lvlText":
		text := attr(e, "val")
		if long := utf8.RuneCountInString(text); long > maxLevelText {
			return fmt.Errorf("自动编号的格式有 %d 个字符，超过 %d 个的限度；请在 Word 中重新设置这个编号", long, maxLevelText)
		}
		n.set(func(l *level) { l.text = text })
	case "abstractNumId":
		if n.lists == nil {
			n.lists = map[string]string{}
		}
		n.lists[n.inList] = attr(e, "val")
	}
	return nil
}

func (n *numbering) set(change func(*level)) {
	if n.inAbstract == "" || n.at < 0 || n.at > 8 {
		return
	}
	if n.abstract == nil {
		n.abstract = map[string]map[int]level{}
	}
	if n.abstract[n.inAbstract] == nil {
		n.abstract[n.inAbstract] = map[int]level{}
	}
	l := n.abstract[n.inAbstract][n.at]
	change(&l)
	n.abstract[n.inAbstract][n.at] = l
}

func (n *numbering) end(name string) {
	if name == "abstractNum" {
		n.inAbstract = ""
	}
}

func (n *numbering) text(string) {}

func (n *numbering) counters() *counters {
	return &counters{num: n, at: map[string]*[9]int{}}
}

// counters count the paragraphs of each list.
type counters struct {
	num *numbering
	at  map[string]*[9]int
}

// label is the number in front of the next paragraph of a list's level, "" where
// there is none.
func (c *counters) label(list string, depth int) string {
	id, ok := c.num.lists[list]
	levels := c.num.abstract[id]
	if !ok || depth < 0 || depth > 8 || levels[depth].text == "" {
		return ""
	}
	n := c.at[id]
	if n == nil {
		n = &[9]int{}
		c.at[id] = n
	}
	if n[depth] == 0 {
		n[depth] = levels[depth].start
	} else {
		n[depth]++
	}
	clear(n[depth+1:])
	text := levels[depth].text
	for i := 0; i <= depth; i++ {
		text = strings.ReplaceAll(text, "%"+strconv.Itoa(i+1), figure(levels[i].format, max(n[i], levels[i].start)))
	}
	return text
}

// figure writes a number in a list's format; bullets have none.
func figure(format string, n int) string {
	switch format {
	case "bullet", "none":
		return ""
	case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographTraditional", "taiwaneseCountingThousand":
		return chinese(n)
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		if n >= 1 && n <= 20 {
			return string(rune('①' + n - 1))
		}
	}
	return strconv.Itoa(n)
}

// chinese writes 1 to 99 in Chinese numerals.
func chinese(n int) string {
	digits := []rune("零一二三四五六七八九")
	switch {
	case n < 1 || n > 99:
		return strconv.Itoa(n)
	case n < 10:
		return string(digits[n])
	}
	s := "十"
	if n >= 20 {
		s = string(digits[n/10]) + s
	}
	if n%10 > 0 {
		s += string(digits[n%10])
	}
	return s
}
