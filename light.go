package huibao

// Light is the verdict on a figure (亮灯).
type Light string

// The four lights. Grey is no verdict; its reason is always said.
const (
	Green  Light = "green"  // 达序时
	Yellow Light = "yellow" // 滞后
	Red    Light = "red"    // 严重滞后或逾期未达
	Grey   Light = "grey"   // 未评
)

var lights = []word[Light]{{Green, "达序时"}, {Yellow, "滞后"}, {Red, "严重滞后"}, {Grey, "未评"}}

// Label is the Chinese word that stands beside the colour.
func (l Light) Label() string { return labelOf(lights, l) }

// Glyph is the shape that stands beside the word: ● ▲ ■ ○.
func (l Light) Glyph() string {
	switch l {
	case Green:
		return "●"
	case Yellow:
		return "▲"
	case Red:
		return "■"
	}
	return "○"
}

// Judged reports whether the light is a verdict.
func (l Light) Judged() bool { return l == Green || l == Yellow || l == Red }

// Worse reports whether l is a worse verdict than m; grey is no verdict.
func (l Light) Worse(m Light) bool { return l.rank() > m.rank() }

func (l Light) rank() int {
	switch l {
	case Green:
		return 1
	case Yellow:
		return 2
	case Red:
		return 3
	}
	return 0
}

// Bounds are the plan's two bounds in percentage points, as shares (0.10, 0.30).
type Bounds struct{ Yellow, Red Ratio }

// BoundsOf returns the plan's bounds (黄灯, 红灯).
func (p *Plan) BoundsOf() Bounds {
	return Bounds{Whole(p.Yellow.Shift(-2)), Whole(p.Red.Shift(-2))}
}

// JudgePoints is the light of a figure with points (ahead or behind, as a share):
// green when not behind by the yellow bound, yellow from it to the red bound,
// both inclusive, red beyond; and red when unmet at the deadline.
func (b Bounds) JudgePoints(points Ratio, met, atDeadline bool) Light {
	behind := RatioOf(0, 1).Sub(points)
	switch {
	case met:
		return Green
	case atDeadline || behind.Cmp(b.Red) > 0:
		return Red
	case behind.Cmp(b.Yellow) >= 0:
		return Yellow
	}
	return Green
}

// maintainedRed is how far under its target, in points, a maintained rate is red
// at once.
var maintainedRed = RatioOf(5, 100)

// JudgeHeld is the light of a figure without points (maintained rates,
// standards, relations, milestones due): met green, unmet yellow, and red when
// unmet in two judged periods running, at the deadline, or, for a maintained rate,
// when short by 5 points or more. short is the invalid Ratio where there is none.
func JudgeHeld(met, unmetBefore, atDeadline bool, short Ratio) Light {
	switch {
	case met:
		return Green
	case unmetBefore || atDeadline || short.Valid() && short.Cmp(maintainedRed) >= 0:
		return Red
	}
	return Yellow
}
