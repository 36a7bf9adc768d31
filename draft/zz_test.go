package draft

import (
	"context"
	"fmt"
	"huibao/internal/sheet"
	"os"
	"strings"
	"testing"
)

func TestDump(t *testing.T) {
	f := os.Getenv("DUMP")
	if f == "" {
		t.Skip()
	}
	for _, f := range strings.Split(f, ",") {
		r, err := os.Open(f)
		if err != nil {
			t.Fatal(err)
		}
		st, _ := r.Stat()
		d, err := Read(context.Background(), r, st.Size(), f, sheet.DefaultLimits())
		if err != nil {
			fmt.Println(f, err)
			continue
		}
		fmt.Println(d.Plan.Title, d.Plan.Year, d.Plan.Issuer)
		for _, x := range d.Plan.Tasks {
			fmt.Println("##", x.No, x.Category, "|", x.Title, "|", x.Deadline, "|", strings.Join(x.LeadAs, "/"), "|", strings.Join(x.SupportAs, "/"))
			for _, i := range d.Plan.TaskIndicators(x.No) {
				ref := ""
				if i.TargetRef != nil {
					ref = i.TargetRef.Name + "x" + i.TargetRef.Factor.String()
				}
				q := ""
				if d.Doubtful(i.Code) {
					q = "?"
				}
				fmt.Println("  ", i.Code, i.Name, "|", i.Kind, i.Mode, i.Comparator, i.Target, ref, i.Measure, "base", i.Baseline, "part", i.PartOf, i.SumsUp, i.Class, i.Scope, i.PayBy, q)
			}
		}
		for _, x := range d.Review {
			fmt.Println("待核", x.Task, x.Quote, "—", x.Why)
		}
	}
}
