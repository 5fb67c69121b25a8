// Names under headlines that no single page tells from other short texts.
#pragma once

#include "learn/rules/labelled.h"

namespace tearsheet::learn {

/// Where hardly a page has an author: the element between headline and body that holds a name on
/// every page, and not always the same one. Its names become the labels.
void label_bylines(Pages& pages);

}  // namespace tearsheet::learn
