#pragma once

#include "core/recipe/recipe.h"

namespace lathe::widgets {

// Places are the top left corners of cards; all are multiples of the canvas grid.
inline constexpr double kGrid = 24;
inline constexpr double kColumnStep = 9 * kGrid;
inline constexpr double kRowStep = 6 * kGrid;

using Places = std::map<std::string, recipe::Position, std::less<>>;

// A layered layout, left to right, for the source and all nodes: each in the column after the last
// of its inputs, near their middle, without overlaps. Tolerates cycles and inputs that do not
// exist.
[[nodiscard]] Places layeredLayout(const recipe::Recipe& recipe);

// The places that the recipe keeps, and for all other nodes one to the right of their input that no
// card covers. Without any kept place: the layered layout.
[[nodiscard]] Places completedLayout(const recipe::Recipe& recipe);

// The place nearest below `wanted` (in its column) where a card overlaps no other.
[[nodiscard]] recipe::Position freePlace(const Places& taken, recipe::Position wanted);

} // namespace lathe::widgets
