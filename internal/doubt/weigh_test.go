package doubt

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"huibao/internal/thorough"
)

var update = flag.Bool("update", false, "write the weights anew")

// weighed is a note and whether a careful person asks of it.
type weighed struct {
	text   string
	pieces []string
	asked  bool
}

// notesWeighed are the notes of which the weights are made, in the files' order.
func notesWeighed(t *testing.T) []weighed {
	t.Helper()
	said, both := map[string]bool{}, map[string]bool{}
	add := func(note string, asked bool) {
		if note = strings.TrimSpace(note); utf8.RuneCountInString(note) >= leastLearned {
			was, known := said[note]
			said[note], both[note] = asked, both[note] || known && was != asked // by its row: it tells nothing by itself
		}
	}
	for name, asked := range map[string]bool{"true": false, "doubted": true} {
		for note := range strings.Lines(readFile(t, "testdata/weighed/"+name+".txt")) {
			add(note, asked)
		}
		for _, file := range []string{name, "grounds_" + name} {
			for line := range strings.Lines(readFile(t, "../../check/testdata/notes/"+file+".txt")) {
				_, notes, _ := strings.Cut(line, "\t")
				for _, note := range strings.Split(notes, "|") {
					add(note, asked)
				}
			}
		}
		for note := range strings.Lines(readFile(t, "../../check/testdata/notes/plain_"+name+".txt")) {
			add(note, asked)
		}
	}
	for notes, asked := range map[string]bool{noteTrue: false, noteDoubts: true} {
		for note := range strings.Lines(notes) {
			add(note, asked)
		}
	}
	var list []weighed
	for note, asked := range said {
		if !both[note] {
			list = append(list, weighed{text: note, pieces: Pieces(note), asked: asked})
		}
	}
	slices.SortFunc(list, func(a, b weighed) int { return cmp.Compare(a.text, b.text) })
	return list
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// learned are the weights by which a logistic regression tells notes apart; pieces that weigh next to nothing are
// left out, and the others learned again.
func learned(list []weighed) scales {
	known := map[string]bool{}
	count := map[string]int{}
	for _, n := range list {
		for _, p := range n.pieces {
			count[p]++
			known[p] = count[p] > 1
		}
	}
	all, _ := descend(list, known)
	for p := range known {
		known[p] = math.Abs(all[p]) >= leastWeight
	}
	weights, base := descend(list, known)
	s := scales{base: int(math.Round(base * 100)), piece: map[string]int{}}
	for p, w := range weights {
		s.piece[p] = int(math.Round(w * 100))
	}
	return s
}

const (
	leastWeight    = 0.15
	leastLearned   = 4 // characters of a note
	rounds         = 80
	decay          = 0.0001
	firstStep      = 0.5
	stepHalfBehind = 100000
)

// descend is stochastic gradient descent over the notes in an order that is another one each round, and always the same.
func descend(list []weighed, known map[string]bool) (map[string]float64, float64) {
	number := map[string]int{}
	notes := make([][]int, len(list))
	for i, n := range list {
		for _, p := range n.pieces {
			if !known[p] {
				continue
			}
			at, seen := number[p]
			if !seen {
				at = len(number)
				number[p] = at
			}
			notes[i] = append(notes[i], at)
		}
	}
	w, base, step := make([]float64, len(number)), 0.0, 0
	stride := len(list)*2/5 + 1
	for gcd(stride, len(list)) != 1 {
		stride++
	}
	for round := range rounds {
		for k := range list {
			at := (k*stride + round*7) % len(list)
			sum, pieces := 0.0, notes[at]
			for _, p := range pieces {
				sum += w[p]
			}
			scale := 1 / math.Sqrt(float64(len(pieces))+1)
			slope := 1 / (1 + math.Exp(-(base + sum*scale)))
			if list[at].asked {
				slope--
			}
			rate := firstStep / (1 + float64(step)/stepHalfBehind)
			for _, p := range pieces {
				w[p] -= rate * (slope*scale + decay*w[p])
			}
			base -= rate * slope / 10
			step++
		}
	}
	found := map[string]float64{}
	for p, at := range number {
		found[p] = w[at]
	}
	return found, base
}

func gcd(a, b int) int {
	for b > 0 {
		a, b = b, a%b
	}
	return a
}

// text writes weights as weights.txt has them.
func (s scales) text() string {
	by := map[int][]string{}
	for p, w := range s.piece {
		by[w] = append(by[w], p)
	}
	var b strings.Builder
	fmt.Fprintln(&b, s.base)
	for _, w := range slices.Sorted(maps.Keys(by)) {
		slices.Sort(by[w])
		fmt.Fprintln(&b, w, strings.Join(by[w], " "))
	}
	return b.String()
}

// TestWeights learns of four fifths of the notes and weighs the others, once in a plain run and five times in a
// thorough one: how many of the doubtful are found, and how many of the true ones asked about, is what may be
// expected of a note that nobody has seen. With -update it writes the weights of all of them.
func TestWeights(t *testing.T) {
	list := notesWeighed(t)
	if *update {
		s := learned(list)
		if err := os.WriteFile("weights.txt", []byte(s.text()), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Logf("%d notes, %d pieces", len(list), len(s.piece))
		return
	}
	var doubted, found, sound, cried int
	const folds = 5
	for fold := range thorough.Rounds(t, 1, folds) {
		var rest, held []weighed
		for i, n := range list {
			if i%folds == fold {
				held = append(held, n)
			} else {
				rest = append(rest, n)
			}
		}
		s := learned(rest)
		for _, n := range held {
			heavier := s.heavy(n.text)
			switch {
			case n.asked && heavier:
				doubted, found = doubted+1, found+1
			case n.asked:
				doubted++
			case heavier:
				sound, cried = sound+1, cried+1
			default:
				sound++
			}
		}
	}
	t.Logf("unseen: %d of %d doubtful notes found, %d of %d true ones asked about", found, doubted, cried, sound)
	if found*100 < doubted*38 || cried*16 > sound { // many were written to be alike but for what they say
		t.Error("they tell less than they should: testdata/weighed")
	}
}

// TestWeightsFile reads weights.txt: each line a weight and its pieces, and the notes of which it was made are told apart.
func TestWeightsFile(t *testing.T) {
	s := weights()
	if got := s.text(); got != weightsText {
		t.Errorf("weights.txt is not as it was written: %d bytes, %d", len(got), len(weightsText))
	}
	wrong := 0
	list := notesWeighed(t)
	for _, n := range list {
		if w := Weight(n.text); n.asked == (w < 0) {
			wrong++
		}
	}
	if wrong*80 > len(list) { // some turn on the figures of their row
		t.Errorf("%d of %d notes are told wrongly: go test ./internal/doubt -run TestWeights -update", wrong, len(list))
	}
}
