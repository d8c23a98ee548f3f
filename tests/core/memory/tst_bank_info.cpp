// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/memory/bank_parts.h"

#include <QTest>

using namespace nectar;

/// The description inside a bank file.
class TestBankInfo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesInUtf8ReadBack()
    {
        BankInfo info = smallInfo();
        info.classes.classes = {{3, "Straße", Rgb{1, 2, 3}}, {7, "木", {}}};
        info.classes.ignoredIds = {255};
        QVERIFY(bankInfoFromJson(bankInfoToJson(info)).classes == info.classes);
    }

    void anIncompleteDescriptionIsToldInOurWords()
    {
        for (const char* text : {"", "{", "{}", "[1]", R"({"options":5})"}) {
            const std::string why = refusal(text);
            QVERIFY2(why.find("build the bank again") != std::string::npos, why.c_str());
            QVERIFY2(why.find("json.exception") == std::string::npos, why.c_str());
        }
    }

    void aPatchOfNoPixelsIsRefused()
    {
        BankInfo info = smallInfo();
        info.patchSize = 0;
        QVERIFY(refusal(bankInfoToJson(info)).find("patch size") != std::string::npos);
    }

private:
    static BankInfo smallInfo()
    {
        BankInfo info;
        info.dim = 2;
        info.patchSize = 16;
        return info;
    }
    static std::string refusal(const std::string& text)
    {
        try {
            bankInfoFromJson(text);
        } catch (const Error& error) {
            return error.what();
        }
        return "accepted";
    }
};

QTEST_GUILESS_MAIN(TestBankInfo)
#include "tst_bank_info.moc"
