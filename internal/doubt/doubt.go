// Package doubt knows the words by which people say of figures that they are not whole, not final,
// a guess, or others: beside a number in its cell (numtext), in a row's note, and outside a table
// (readings.md, 1). It tells what is said, not what follows.
package doubt

import "strings"

// Words that make a guess of the figure beside them: Guesses wherever they stand, Hedges directly
// before it, Behind directly after.
var (
	Guesses = strings.Fields("预计 预估 暂估 估计 估算 粗估")
	Hedges  = strings.Fields("大概 大约 大致 接近 将近 约 近 不少于 不低于 至少")
	Behind  = strings.Fields("左右 上下 以上 多")
)
