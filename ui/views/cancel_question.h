// SPDX-License-Identifier: Apache-2.0
#pragma once

class QWidget;

namespace nectar {

class BuildBankPresenter;

/// Cancels the running build; where more than so many seconds of reading would be thrown away, only after a question
/// that offers to keep it. The build goes on meanwhile, and the question goes with it.
void cancelBuild(QWidget& window, BuildBankPresenter& build, double askAfterSeconds = 30);

} // namespace nectar
