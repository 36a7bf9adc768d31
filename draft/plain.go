package draft

import (
	"strings"

	"huibao"
	"huibao/internal/regexp"
)

// maxWhole is how many sentences of a paragraph are still one task.
const maxWhole = 4

// readPlain makes tasks of prose without numbers: of every paragraph in which targets
// stand, and of each sentence where the text is one long paragraph. Everything else is
// loose.
func (d *document) readPlain(blocks []Block) {
	paras := unwrapped(blocks)
	d.loose, d.plain = nil, true
	for _, p := range paras {
		if joined(p) == d.title {
			continue
		}
		rest, w := takeWho(p)
		whole := []string{rest}
		if full := strings.Split(strings.TrimRight(joined(rest), "。"), "。"); len(full) > maxWhole || len(paras) < 4 && len(full) > 1 {
			whole = full
		}
		for _, text := range whole {
			if !hasTargets(text, d.year) {
				d.loose = append(d.loose, text)
				continue
			}
			d.tasks = append(d.tasks, &task{title: plainTitle(text), body: []string{text}, lead: w.lead, support: w.support, leader: w.leader, deadline: w.deadline})
		}
	}
}

func hasTargets(text string, year int) bool {
	for _, s := range sentences(text) {
		_, numbers := readSentence(s, year)
		for _, r := range numbers {
			if r.fate == huibao.FateTaken {
				return true
			}
		}
	}
	return false
}

// ordinalHead numbers what is said in prose: 一是.
var ordinalHead = regexp.MustCompile(`^[一二三四五六七八九十]+是`)

// plainTitle is the first clause of a text that says what is done: up to its first
// number, without what stands in front.
func plainTitle(text string) string {
	text = joined(text)
	for _, s := range sentences(text) {
		for _, clause := range strings.Split(s, "，") {
			if at := strings.LastIndexAny(clause, "：:"); at >= 0 {
				clause = clause[at+len("："):]
			}
			clause = ordinalHead.ReplaceAllString(strings.TrimSpace(clause), "")
			for _, w := range []string{"今年", "我们", "我区", "我市", "我县", "将", "在"} {
				clause = strings.TrimPrefix(clause, w)
			}
			if n := len([]rune(leadingDate.ReplaceAllString(clause, ""))); n >= 4 && n <= maxTitle {
				return clause
			}
		}
	}
	return cutTitle(text)
}
