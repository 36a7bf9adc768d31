package batch

import (
	"context"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/width"

	"huibao/act"
	"huibao/internal/docx"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
	"huibao/ledger"
)

// readBack says how a document that the office edited and sent out differs from the text of
// its edition: its figures and the cells of its tables, not its words. compared is false
// where the edition has no text that could be compared. Of a bulletin it says also which of the
// edition's demands it does not have.
func readBack(ctx context.Context, led *ledger.Ledger, e act.Edition, sha, number string, lim sheet.Limits) (differences, gone []string, compared bool, err error) {
	theirs, err := readDocument(ctx, led, sha)
	if err != nil {
		return nil, nil, false, fmt.Errorf("印发的 Word 文件读不出：%w", err)
	}
	var ours []docx.Block
	most, name, mains := -1, "", 0 // mains: how alike it is to a text that is sent out
	for _, o := range e.Outputs {
		if path.Ext(o.Name) != ".docx" {
			continue
		}
		blocks, err := readDocument(ctx, led, o.SHA256)
		if err != nil {
			return nil, nil, false, fmt.Errorf("第 %d 版的 %s 读不出：%w", e.Edition, o.Name, err)
		}
		n := docx.Alike(blocks, theirs) + sameTexts(blocks, theirs)
		if sendsOut(o.Name) {
			mains = max(mains, n)
		}
		if n > most || n == most && sendsOut(o.Name) && !sendsOut(name) {
			ours, most, name = blocks, n, o.Name
		}
	}
	if most < 0 {
		return nil, nil, false, nil
	}
	if !sendsOut(name) && most > mains {
		return nil, nil, false, act.Refused(act.CodeNoSuchThing, "这份 Word 文件是第 %d 版的“%s”，不是%s，没有登记；请换成印发的%[3]s",
			e.Edition, strings.TrimSuffix(name, ".docx"), strings.TrimSuffix(bulletinFile, ".pdf"))
	}
	differences = otherNumber(theirs, number)
	beside, err := readAsides(ctx, led, sha)
	if err != nil {
		return nil, nil, false, fmt.Errorf("印发的 Word 文件读不出：%w", err)
	}
	for _, c := range docx.Compare(ours, slices.Concat(theirs, beside)) {
		differences = append(differences, changeWords(c))
	}
	if name == wordName(bulletinFile) {
		gone, err = struck(ctx, led, e, theirs, lim)
	}
	return differences, gone, true, err
}

// sameTexts is how many paragraphs of a document are the draft's, word for word: 通报 and 专报 begin
// with the same figures.
func sameTexts(ours, theirs []docx.Block) int {
	of := map[string]bool{"": true}
	for _, b := range ours {
		of[b.Text] = true
	}
	n := 0
	for _, b := range theirs {
		if b.Text != "" && of[b.Text] {
			n++
		}
	}
	return n
}

// sendsOut reports whether a text of an edition is one that an office sends out under a number.
func sendsOut(name string) bool {
	return name == wordName(bulletinFile) || name == wordName(correctionFile)
}

var (
	// numberLine is a line that holds a document's own number.
	numberLine = regexp.MustCompile(`^[^〔，。：；]{0,20}〔(\d{4})〕第?(\d+)号(?:签发人.*)?$`)
	// numberGiven is a number as it is registered, with its year or without.
	numberGiven = regexp.MustCompile(`(?:〔(\d{4})〕)?第?(\d+)号$`)
)

// otherNumber tells a document's own number, the first in it, that is not the one it is registered by.
func otherNumber(theirs []docx.Block, number string) []string {
	plain := func(s string) string { return strings.Join(strings.Fields(width.Fold.String(s)), "") }
	given := numberGiven.FindStringSubmatch(plain(number))
	if given == nil {
		return nil
	}
	for _, b := range theirs {
		for _, text := range append([]string{b.Text}, b.Cells...) {
			m := numberLine.FindStringSubmatch(plain(text))
			if m == nil {
				continue
			}
			if m[2] != given[2] || given[1] != "" && m[1] != given[1] {
				return []string{fmt.Sprintf("文号：登记为“%s”，印发稿为“%s”", number, text)}
			}
			return nil
		}
	}
	return nil
}

func readDocument(ctx context.Context, led *ledger.Ledger, sha string) ([]docx.Block, error) {
	return readWord(ctx, led, sha, docx.Read)
}

func readAsides(ctx context.Context, led *ledger.Ledger, sha string) ([]docx.Block, error) {
	return readWord(ctx, led, sha, docx.Asides)
}

func readWord(ctx context.Context, led *ledger.Ledger, sha string, read func(context.Context, io.ReaderAt, int64, docx.Limits) ([]docx.Block, error)) ([]docx.Block, error) {
	f, err := led.Original(sha)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return read(ctx, f, info.Size(), docx.DefaultLimits())
}

// changeWords tell one difference.
func changeWords(c docx.Change) string {
	switch c.Kind {
	case docx.FigureGone:
		return fmt.Sprintf("“%s”：底稿的 %s 不见了", c.Where, c.Was)
	case docx.FigureAdded:
		return fmt.Sprintf("“%s”：%s 是底稿没有的数", c.Where, c.Now)
	case docx.CellChanged:
		if c.Now == "" {
			return fmt.Sprintf("“%s”：底稿的一行或一格“%s”不见了", c.Where, c.Was)
		}
		return fmt.Sprintf("“%s”：底稿为“%s”，印发稿为“%s”", c.Where, c.Was, c.Now)
	default:
		return fmt.Sprintf("“%s”：底稿为 %s，印发稿为 %s", c.Where, c.Was, c.Now)
	}
}

// mostTold is how many differences a refusal lists.
const mostTold = 40

// UnlikeError refuses a document with other figures than its edition's, for which no reason is given.
type UnlikeError struct {
	*act.Refusal
	Differences []string // all of them; the refusal lists the first mostTold
}

// Unwrap is the refusal.
func (e *UnlikeError) Unwrap() error { return e.Refusal }

// unlike refuses a document with other figures, for which no reason is given.
func unlike(edition int, differences []string) error {
	told := differences
	more := ""
	if len(told) > mostTold {
		told, more = told[:mostTold], fmt.Sprintf("\n  …… 共 %d 处", len(differences))
	}
	return &UnlikeError{act.NeedsWhy("Word 文件与第 %d 版底稿有 %d 处数字或表格不同，没有登记：\n  %s%s\n改错了的请改回后再登记；确要这样印发的，请写明理由，差异会记入台账",
		edition, len(differences), strings.Join(told, "\n  "), more), differences}
}
