package act

import (
	"fmt"
	"slices"
)

// Role is what a person does in the portal, by its word.
type Role string

// The roles: three of a unit, two of the office, who looks, who keeps the accounts.
const (
	Clerk    Role = "填报人"
	Reviewer Role = "审核人"
	Signer   Role = "负责人"
	Officer  Role = "经办"
	Director Role = "办公室负责人"
	Leader   Role = "领导"
	Keeper   Role = "管理员"
)

// Roles lists all roles.
func Roles() []Role { return []Role{Clerk, Reviewer, Signer, Officer, Director, Leader, Keeper} }

// OfUnit reports whether the role is held in a unit.
func (r Role) OfUnit() bool { return r == Clerk || r == Reviewer || r == Signer }

// Held is a role that a person has, in a unit (its code) where it is one of a unit's.
type Held struct {
	Role Role   `json:"role"`
	Unit string `json:"unit,omitempty"`
}

// Grant is the document of 授权; the object is the person's account. It says all that
// the person may do from then on, and holds no secret.
type Grant struct {
	Where
	Person   string `json:"person"`
	Name     string `json:"name"`
	Roles    []Held `json:"roles,omitempty"`
	Disabled bool   `json:"disabled,omitempty"`
}

// Check refuses a grant that no person can have: a unit's role without a unit, another
// one with it, or 填报人 and 负责人 of one unit (two persons sign) where one person may not.
func (g Grant) Check(onePerson func(unit string) bool) error {
	if g.Person == "" || g.Name == "" {
		return Refused(CodePerson, "账号和姓名都要写明")
	}
	for _, h := range g.Roles {
		switch {
		case !slices.Contains(Roles(), h.Role):
			return Refused(CodePerson, "%s：没有“%s”这个角色；可用的有 %s", g.Person, h.Role, fmt.Sprint(Roles()))
		case h.Role.OfUnit() != (h.Unit != ""):
			return Refused(CodePerson, "%s：角色“%s”的单位不对：单位的角色要写单位，其他角色不写", g.Person, h.Role)
		case h.Role == Signer && slices.Contains(g.Roles, Held{Clerk, h.Unit}) && !onePerson(h.Unit):
			return Refused(CodePerson, "%s：同一单位的负责人不能同时是填报人；人手实在不够的，请办公室负责人在“设置”里允许", g.Person)
		}
	}
	return nil
}
