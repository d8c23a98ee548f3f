// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/session.h"

namespace nectar::cli {

// Each adds one verb to the program: its flags, its help, and what to run.
void addBuild(CLI::App& program, Session& session);
void addQuery(CLI::App& program, Session& session);
void addFeatures(CLI::App& program, Session& session);
void addPredict(CLI::App& program, Session& session);
void addLabel(CLI::App& program, Session& session);
void addEval(CLI::App& program, Session& session);
void addExplain(CLI::App& program, Session& session);
void addInspect(CLI::App& program, Session& session);
void addDemo(CLI::App& program, Session& session);
void addDoctor(CLI::App& program, Session& session);

} // namespace nectar::cli
