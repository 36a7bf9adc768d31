package sheet

import "slices"

// mergeNode is a node of a balanced tree over merged ranges, stored as an implicit
// binary tree: the middle of a slice is its root, the halves are its children. box
// is the bounding box of the whole slice. A file may hold thousands of ranges, and
// every cell is asked for: a walk over all of them would not end.
type mergeNode struct{ own, box Range }

func newMergeTree(merges []Range) []mergeNode {
	nodes := make([]mergeNode, len(merges))
	for i, m := range merges {
		nodes[i] = mergeNode{m, m}
	}
	balance(nodes, true)
	return nodes
}

func balance(nodes []mergeNode, byRow bool) {
	if len(nodes) < 2 {
		return
	}
	slices.SortStableFunc(nodes, func(a, b mergeNode) int {
		if byRow {
			return a.own.Row1 + a.own.Row2 - b.own.Row1 - b.own.Row2
		}
		return a.own.Col1 + a.own.Col2 - b.own.Col1 - b.own.Col2
	})
	mid := len(nodes) / 2
	for _, half := range [][]mergeNode{nodes[:mid], nodes[mid+1:]} {
		balance(half, !byRow)
		if len(half) > 0 {
			nodes[mid].box = union(nodes[mid].box, half[len(half)/2].box)
		}
	}
}

func union(a, b Range) Range {
	return Range{min(a.Row1, b.Row1), min(a.Col1, b.Col1), max(a.Row2, b.Row2), max(a.Col2, b.Col2)}
}

func findMerge(nodes []mergeNode, row, col int) (Range, bool) {
	mid := len(nodes) / 2
	if len(nodes) == 0 || !nodes[mid].box.Contains(row, col) {
		return Range{}, false
	}
	if nodes[mid].own.Contains(row, col) {
		return nodes[mid].own, true
	}
	if m, ok := findMerge(nodes[:mid], row, col); ok {
		return m, true
	}
	return findMerge(nodes[mid+1:], row, col)
}
