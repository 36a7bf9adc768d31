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
	writer string // the file of a writer who knew nothing of the program; "" of the others
	pieces []string
	asked  bool
}

// blindWriters have a file each of notes that were written by somebody who knew nothing of the program, a - before those
// that doubt their figure and a + before the others, mostly in pairs.
var blindWriters = []string{"blind_1", "blind_2", "blind_3", "blind_4", "blind_5", "blind_6"}

// notesWeighed are the notes of which the weights are made, in the files' order.
func notesWeighed(t *testing.T) []weighed {
	t.Helper()
	said, both, writers := map[string]bool{}, map[string]bool{}, map[string]string{}
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
	for _, writer := range blindWriters {
		for line := range strings.Lines(readFile(t, "testdata/weighed/"+writer+".txt")) {
			note := strings.TrimSpace(line[1:])
			add(note, line[0] == '-')
			writers[note] = writer
		}
	}
	var list []weighed
	for note, asked := range said {
		if !both[note] {
			list = append(list, weighed{text: note, writer: writers[note], pieces: Pieces(note), asked: asked})
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
// left out, and the others learned again. What each number of a note is to its row, the kind of the row, the kinds of two
// clauses beside each other, characters apart, the difference of two notes of a pair and twice as many words in classes.txt
// were tried as well, and told no more of a writer's notes that were not seen; twice as many notes do.
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
	heaviest := slices.Collect(maps.Values(all))
	slices.SortFunc(heaviest, func(a, b float64) int { return cmp.Compare(math.Abs(b), math.Abs(a)) })
	least := math.Abs(heaviest[min(mostPieces, len(heaviest))-1])
	for p := range known {
		known[p] = known[p] && math.Abs(all[p]) >= least
	}
	weights, base := descend(list, known)
	s := scales{base: int(math.Round(base * 100)), piece: map[string]int{}}
	for p, w := range weights {
		s.piece[p] = int(math.Round(w * 100))
	}
	return s
}

const (
	mostPieces   = 36000 // some 300 KB
	leastLearned = 4     // characters of a note
	rounds       = 16
	decay        = 0.1 // of all the notes' loss: by cross-validation
	firstStep    = 0.3
)

// descend is gradient descent over the notes in an order that is another one each round, and always the same; each piece's
// step is the smaller the more it was moved (AdaGrad), and what it ends with is the mean of the last half of the rounds.
func descend(list []weighed, known map[string]bool) (map[string]float64, float64) {
	notes, pieces := numbered(list, known)
	w, moved, mean := make([]float64, len(pieces)+1), make([]float64, len(pieces)+1), make([]float64, len(pieces)+1)
	base := len(pieces)
	stride := len(list)*2/5 + 1
	for gcd(stride, len(list)) != 1 {
		stride++
	}
	for round := range rounds {
		for k := range list {
			at := (k*stride + round*7) % len(list)
			sum, scale := 0.0, 1/math.Sqrt(float64(len(notes[at]))+1)
			for _, p := range notes[at] {
				sum += w[p]
			}
			slope := 1 / (1 + math.Exp(-(w[base] + sum*scale)))
			if list[at].asked {
				slope--
			}
			move := func(p int, by float64) {
				moved[p] += by * by
				w[p] -= firstStep * by / (math.Sqrt(moved[p]) + 1e-3)
			}
			for _, p := range notes[at] {
				move(p, slope*scale+w[p]*decay/float64(pieces[p]))
			}
			move(base, slope)
		}
		if round >= rounds/2 {
			for p := range w {
				mean[p] += w[p] / (rounds - rounds/2)
			}
		}
	}
	found := map[string]float64{}
	for p, at := range numbers(list, known) {
		found[p] = mean[at]
	}
	return found, mean[base]
}

// numbers are those of the known pieces, in the order in which the notes have them.
func numbers(list []weighed, known map[string]bool) map[string]int {
	number := map[string]int{}
	for _, n := range list {
		for _, p := range n.pieces {
			if _, seen := number[p]; known[p] && !seen {
				number[p] = len(number)
			}
		}
	}
	return number
}

// numbered are the notes by the numbers of their pieces, and how many notes have each.
func numbered(list []weighed, known map[string]bool) (notes [][]int, count []int) {
	number := numbers(list, known)
	notes, count = make([][]int, len(list)), make([]int, len(number))
	for i, n := range list {
		for _, p := range n.pieces {
			if known[p] {
				notes[i] = append(notes[i], number[p])
				count[number[p]]++
			}
		}
	}
	return notes, count
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

// TestWeights learns of all notes but one writer's and weighs that one's, which a plain run leaves out: how many of the
// doubtful are found, and how many of the true ones asked about, is what may be expected of notes that nobody has seen.
// With -update it writes the weights of all of them.
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
	thorough.Need(t)
	for _, writer := range blindWriters {
		var rest []weighed
		var doubted, sound []int
		for _, n := range list {
			if n.writer != writer {
				rest = append(rest, n)
			}
		}
		s := learned(rest)
		found, cried := 0, 0
		for _, n := range list {
			switch heavier := s.heavy(n.text); {
			case n.writer != writer:
			case n.asked:
				doubted = append(doubted, s.of(n.pieces))
				found += one(heavier)
			default:
				sound = append(sound, s.of(n.pieces))
				cried += one(heavier)
			}
		}
		ordered := rankedAbove(doubted, sound)
		t.Logf("%s, unseen: %d of %d doubtful notes found, %d of %d true ones asked about; a doubtful one weighs more than a true one %d times of 100", writer, found, len(doubted), cried, len(sound), ordered)
		if ordered < leastOrdered[writer] {
			t.Errorf("they tell less than they should: testdata/weighed")
		}
	}
}

// leastOrdered is how many times of 100 a doubtful note of a writer must weigh more than a true one.
var leastOrdered = map[string]int{"blind_1": 93, "blind_2": 78, "blind_3": 70, "blind_4": 94, "blind_5": 97, "blind_6": 94}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

// rankedAbove is how many of 100 pairs of one of each list have the greater first.
func rankedAbove(greater, less []int) int {
	above := 0
	for _, a := range greater {
		for _, b := range less {
			above += one(a > b)
		}
	}
	return above * 100 / (len(greater) * len(less))
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
	if wrong*60 > len(list) { // some turn on the figures of their row, or are pairs that differ by one word
		t.Errorf("%d of %d notes are told wrongly: go test ./internal/doubt -run TestWeights -update", wrong, len(list))
	}
}

// TestLight takes a long note that doubts nothing for one, and leaves short ones to the rules.
func TestLight(t *testing.T) {
	for text, want := range map[string][2]bool{
		"扶手前两个月缺货,6月货到装齐,9户都验过了才报": {true, true},
		"本县今年没有新发现的,医院、妇幼、村医都问过":   {true, true},
		"扶手没到货,坡道打好,这样的也算了一户":      {false, false},
		"待竣工验收": {false, false},
	} {
		if got := [2]bool{Light(text), Sound(text)}; got != want {
			t.Errorf("%s: %d, %v", text, Weight(text), got)
		}
	}
}
