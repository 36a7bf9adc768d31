// Package draft reads a plan (方案) out of the government's own text: tasks, units
// and every quantified target, with the words that it was read from. What it takes
// with doubt it marks; what looks like a target and was not taken it lists; it
// invents nothing.
//
// The way: a file becomes blocks (paragraphs and table rows: source.go), blocks
// become tasks (table.go for tables, prose.go for numbered text, plain.go for prose), each sentence of a
// task becomes mentions of numbers (scan.go), the grammar gives each mention its part
// (grammar.go: target, baseline, increase …), and plan.go puts a plan together. What
// is known of the language stands in tables with examples: words.go (measures, words
// that are no targets) and grammar.go (constructions). Every number of the text ends in the
// account (ledger.go): taken, set aside, or to be looked at.
package draft

import (
	"context"
	"errors"
	"io"

	"huibao"
	"huibao/internal/sheet"
)

// ErrNoTask says that neither a task nor a target was found in a text.
var ErrNoTask = errors.New("文中没有找到任务：没有编号的条目（如“1.”“（一）”），没有带“序号、任务内容、牵头单位”等栏目的表格，也没有一个量化目标")

// Read drafts a plan from a document: .docx, .xlsx, .csv or plain text, told by
// content. The error says why there is no plan in it, and what to do.
func Read(ctx context.Context, r io.ReaderAt, size int64, name string, lim sheet.Limits) (*huibao.Draft, error) {
	blocks, err := open(ctx, r, size, name, lim)
	if err != nil {
		return nil, err
	}
	return FromBlocks(ctx, blocks)
}

// FromText drafts a plan from text: its lines, of which those with tabs are rows of
// a table.
func FromText(ctx context.Context, text string) (*huibao.Draft, error) {
	return FromBlocks(ctx, textBlocks(text))
}

// FromBlocks drafts a plan from paragraphs and table rows.
func FromBlocks(ctx context.Context, blocks []Block) (*huibao.Draft, error) {
	doc := structure(blocks)
	if len(doc.tasks) == 0 {
		return nil, ErrNoTask
	}
	return assemble(ctx, doc)
}
