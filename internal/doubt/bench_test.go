package doubt

import (
	"strings"
	"testing"
)

// BenchmarkOfNote reads a note of a usual length as check does: what its clauses say, and what it weighs.
func BenchmarkOfNote(b *testing.B) {
	const note = "本月完成改造12户，其中3户为5月底开工、6月20日验收，其余9户已入户核验；另有2户因户主外出未改造，未计入。"
	for b.Loop() {
		OfNote(note)
		for _, c := range Clauses(note) {
			Doubted(c.Text, "困难家庭改造，户", false)
		}
		Heavy(note)
		Light(note)
	}
}

// BenchmarkHeavy weighs a note of 1,500 characters, the longest that is read.
func BenchmarkHeavy(b *testing.B) {
	note := strings.Repeat("各乡镇上报后由县局逐户核对。", 107)
	for b.Loop() {
		Heavy(note)
	}
}
