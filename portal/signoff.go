package portal

import (
	"net/http"
	"strconv"

	"huibao"
	"huibao/act"
	"huibao/portal/desk"
)

// signView is the page of a return on its way: what is signed, by whom, and what comes next.
type signView struct {
	*desk.SignOff
	Problem, Note, Typed string
}

// Button is what the main button of the page says.
func (v signView) Button() string {
	switch v.Next {
	case act.Submit:
		return "提交，请复核和签发"
	case act.Review:
		return "复核同意"
	case act.Sign:
		return "签发，报出第 " + strconv.Itoa(v.Bound.Version) + " 版"
	}
	return "验收"
}

// Proves reports whether the next step asks for the password again.
func (v signView) Proves() bool { return v.Next == act.Review || v.Next == act.Sign }

// Course is how far each level has come, in their order.
func (v signView) Course() []courseStep {
	list := []courseStep{{Word: "提交", Role: string(act.Clerk)}, {Word: "复核", Role: string(act.Reviewer)}, {Word: "签发", Role: string(act.Signer)}, {Word: "验收", Role: "办公室"}}
	if v.NoReviewer {
		list = append(list[:1], list[2:]...)
	}
	for i := range list {
		x := &list[i]
		for k := range v.Steps {
			if s := &v.Steps[k]; string(s.Act.Kind) == x.Word && !v.Lapsed {
				x.Done = s
			}
		}
		x.Current = string(v.Next) == x.Word
	}
	return list
}

// courseStep is one level's.
type courseStep struct {
	Word, Role string
	Done       *act.Step
	Current    bool
}

func (s *Server) signPage(w http.ResponseWriter, r *request) error {
	return s.showSign(w, r, http.StatusOK, "")
}

func (s *Server) showSign(w http.ResponseWriter, r *request, status int, problem string) error {
	p, err := periodOf(r)
	if err != nil {
		return err
	}
	x, err := s.desk.SignOff(r.Context(), r.person, p, r.PathValue("unit"))
	if err != nil {
		return err
	}
	s.render(w, r, status, "sign", signView{SignOff: x, Problem: problem, Note: s.note(r), Typed: r.PostForm.Get("why")})
	return nil
}

// step does a step of sign-off.
func (s *Server) step(w http.ResponseWriter, r *request) error {
	p, err := periodOf(r)
	if err != nil {
		return err
	}
	do := desk.Doing{Kind: act.Kind(r.PostForm.Get("do")), Match: r.PostForm.Get("match"), Why: r.PostForm.Get("why")}
	if do.Kind == act.Sign && r.PostForm.Get("ok") == "" {
		return s.showSign(w, r, http.StatusUnprocessableEntity, "没有签发：请先核对，勾选“我已核对，对真实性负责”")
	}
	status, sentence, err := s.tried(w, r, do.Kind == act.Review || do.Kind == act.Sign, func() error {
		return s.desk.Step(r.Context(), r.person, p, r.PathValue("unit"), do)
	})
	if err != nil {
		return err
	}
	if status != 0 {
		return s.showSign(w, r, status, sentence)
	}
	s.done(w, r, signPath(p, r.PathValue("unit")), string(do.Kind)+"：已记下")
	return nil
}

func signPath(p huibao.Period, unit string) string { return returnPath(p, unit) + "/sign" }

// settingsView is the page /settings.
type settingsView struct {
	*desk.Settings
	Problem, Note string
}

func (s *Server) settings(w http.ResponseWriter, r *request) error {
	return s.showSettings(w, r, http.StatusOK, "")
}

func (s *Server) showSettings(w http.ResponseWriter, r *request, status int, problem string) error {
	x, err := s.desk.Settings(r.Context(), r.person)
	if err != nil {
		return err
	}
	s.render(w, r, status, "settings", settingsView{Settings: x, Problem: problem, Note: s.note(r)})
	return nil
}

// set changes a setting.
func (s *Server) set(w http.ResponseWriter, r *request) error {
	f := r.PostForm
	from, _ := huibao.ParsePeriod(f.Get("from")) // none is refused by the desk
	status, sentence, err := s.tried(w, r, true, func() error {
		return s.desk.Set(r.Context(), r.person, f.Get("name"), f.Get("value"), f.Get("unit"), from)
	})
	if err != nil {
		return err
	}
	if status != 0 {
		return s.showSettings(w, r, status, sentence)
	}
	s.done(w, r, "/settings", "已记下")
	return nil
}
