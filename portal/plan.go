package portal

import (
	"errors"
	"io"
	"net/http"
	"net/url"

	"huibao/portal/desk"
)

// maxPlanFile bounds the body with a plan: the largest file and what is around it.
const maxPlanFile = 33 << 20

// planView is the page /plan.
type planView struct {
	*desk.PlanPage
	Problem, Note string
	MaxFile       int64
}

func (s *Server) plan(w http.ResponseWriter, r *request) error {
	return s.showPlan(w, r, http.StatusOK, "")
}

func (s *Server) showPlan(w http.ResponseWriter, r *request, status int, problem string) error {
	p, err := s.desk.PlanPage(r.Context(), r.person)
	if err != nil {
		return err
	}
	s.render(w, r, status, "plan", planView{p, problem, s.note(r), s.desk.MaxFile()})
	return nil
}

// proposePlan takes a new plan to look at; it is not in force yet.
func (s *Server) proposePlan(w http.ResponseWriter, r *request) error {
	body, next := s.filesOf(w, r.Request)
	in, err := next()
	if err == io.EOF { // itself: a body that breaks off wraps one
		return s.showPlan(w, r, http.StatusUnprocessableEntity, "没有选文件；请先选好新的 plan.xlsx，再点上传")
	}
	sha := ""
	if err == nil {
		sha, err = s.desk.ProposePlan(r.Context(), r.person, in)
	}
	if status, sentence := s.problem(w, err); status != 0 {
		return s.showPlan(w, r, status, sentence)
	}
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return err
	case body.broken(err):
		return s.showPlan(w, r, http.StatusBadRequest, "没有传完，没有收下；请再传一次")
	case err != nil:
		return err
	}
	http.Redirect(w, r.Request, "/plan/proposed?"+url.Values{"sha256": {sha}}.Encode(), http.StatusSeeOther)
	return nil
}

// proposalView is the page on which a new plan is put in force.
type proposalView struct {
	*desk.Proposal
	Problem string
}

func (s *Server) proposedPlan(w http.ResponseWriter, r *request) error {
	return s.showProposal(w, r, http.StatusOK, r.URL.Query().Get("sha256"), "")
}

func (s *Server) showProposal(w http.ResponseWriter, r *request, status int, sha, problem string) error {
	p, err := s.desk.Proposal(r.Context(), r.person, sha)
	if status, sentence := s.problem(w, err); status != 0 {
		return s.showPlan(w, r, status, sentence)
	}
	if err != nil {
		return err
	}
	s.render(w, r, status, "planned", proposalView{p, problem})
	return nil
}

func (s *Server) putPlan(w http.ResponseWriter, r *request) error {
	sha := r.PostForm.Get("sha256")
	status, sentence, err := s.tried(w, r, true, func() error { return s.desk.PutPlan(r.Context(), r.person, sha, r.PostForm.Get("base")) })
	if err != nil {
		return err
	}
	if status != 0 {
		return s.showProposal(w, r, status, sha, sentence)
	}
	s.done(w, r, "/plan", "新方案已生效；没有锁定的各期正在重新审核。")
	return nil
}
