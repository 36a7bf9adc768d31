package batch

import (
	"context"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"huibao/act"
	"huibao/internal/docx"
	"huibao/internal/sheet"
	"huibao/ledger"
)

// readBack says how a document that the office edited and sent out differs from the text of
// its edition: its figures and the cells of its tables, not its words. compared is false
// where the edition has no text that could be compared. Of a bulletin it says also which of the
// edition's demands it does not have.
func readBack(ctx context.Context, led *ledger.Ledger, e act.Edition, sha string, lim sheet.Limits) (differences, gone []string, compared bool, err error) {
	theirs, err := readDocument(ctx, led, sha)
	if err != nil {
		return nil, nil, false, fmt.Errorf("印发的 Word 文件读不出：%w", err)
	}
	var ours []docx.Block
	most, name := -1, ""
	for _, o := range e.Outputs {
		if path.Ext(o.Name) != ".docx" {
			continue
		}
		blocks, err := readDocument(ctx, led, o.SHA256)
		if err != nil {
			return nil, nil, false, fmt.Errorf("第 %d 版的 %s 读不出：%w", e.Edition, o.Name, err)
		}
		if n := docx.Alike(blocks, theirs); n > most {
			ours, most, name = blocks, n, o.Name
		}
	}
	if most < 0 {
		return nil, nil, false, nil
	}
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
