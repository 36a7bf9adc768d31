package portal

import (
	"net/http"
	"strconv"

	"huibao"
	"huibao/act"
	"huibao/portal/desk"
)

// decideView is the page on which the office decides of a unit's return.
type decideView struct {
	*desk.Decisions
	Problem, Note string
	Form          desk.Ruling // what was typed and not taken
}

// foreseenView is a ruling before it is taken.
type foreseenView struct {
	*desk.Foreseen
	Period  huibao.Period
	Code    string
	Problem string
}

func (s *Server) decidePage(w http.ResponseWriter, r *request) error {
	return s.showDecide(w, r, http.StatusOK, "", desk.Ruling{})
}

func (s *Server) showDecide(w http.ResponseWriter, r *request, status int, problem string, typed desk.Ruling) error {
	p, err := periodOf(r)
	if err != nil {
		return err
	}
	x, err := s.desk.Decisions(r.Context(), r.person, p, r.PathValue("unit"))
	if err != nil {
		return err
	}
	s.render(w, r, status, "decide", decideView{Decisions: x, Problem: problem, Note: s.note(r), Form: typed})
	return nil
}

// decide shows what a ruling would come to, takes it, or prepares it for another.
func (s *Server) decide(w http.ResponseWriter, r *request) error {
	p, err := periodOf(r)
	if err != nil {
		return err
	}
	f := r.PostForm
	proposed, _ := act.Number(f.Get("proposed"))
	x := desk.Ruling{Kind: act.Kind(f.Get("do")), What: f.Get("what"), Why: f.Get("why"), Match: f.Get("match"), Proposed: proposed}
	did := string(x.Kind)
	switch f.Get("step") {
	case "take":
		err = s.desk.Rule(r.Context(), r.person, p, r.PathValue("unit"), x, false)
	case "propose":
		err = s.desk.Rule(r.Context(), r.person, p, r.PathValue("unit"), x, true)
		did = "拟办"
	case "drop":
		err = s.desk.DropProposal(r.Context(), r.person, p, proposed, x.Why)
		did = "不办"
	default:
		seen, err := s.desk.Foresee(r.Context(), r.person, p, r.PathValue("unit"), x)
		if err == nil {
			s.render(w, r, http.StatusOK, "foreseen", foreseenView{Foreseen: seen, Period: p, Code: r.PathValue("unit")})
			return nil
		}
		return s.notDecided(w, r, err, x)
	}
	if err != nil {
		return s.notDecided(w, r, err, x)
	}
	s.done(w, r, "/decide/"+p.String()+"/"+r.PathValue("unit"), did+"：已记下，马上按它重新汇总")
	return nil
}

// notDecided shows the page again with what is wrong and what was typed.
func (s *Server) notDecided(w http.ResponseWriter, r *request, err error, typed desk.Ruling) error {
	status, sentence := s.problem(w, err)
	if status == 0 {
		return err
	}
	return s.showDecide(w, r, status, sentence, typed)
}

// Effects says in words how many figures are others.
func (v foreseenView) Effects() string {
	if len(v.Effect) == 0 {
		return "全市公布的数和亮灯都不变"
	}
	return "全市公布的数有 " + strconv.Itoa(len(v.Effect)) + " 个不同"
}
