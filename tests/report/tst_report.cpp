#include "core/analysis/corrections.h"
#include "core/base/error.h"
#include "core/report/report.h"
#include "core/report/words.h"
#include "tests/report/sample_history.h"

#include <QTest>
#include <set>

using namespace lathe;
using namespace lathe::report;

namespace {

struct Texts {
    std::string all;

    void operator()(const Heading& heading) { add(heading.text); }
    void operator()(const Paragraph& paragraph) { add(paragraph.lead + " " + paragraph.text); }
    void operator()(const List& list)
    {
        for (const std::string& item : list.items)
            add(item);
    }
    void operator()(const Table& table)
    {
        add(table.caption);
        for (const auto& row : table.rows)
            for (const Cell& cell : row)
                add(cell.text);
    }
    void operator()(const Figure& figure)
    {
        add(figure.caption);
        for (const Paragraph& paragraph : figure.beside)
            (*this)(paragraph);
    }
    void operator()(const Decision& decision)
    {
        add(decision.title);
        for (const KeyFigure& figure : decision.figures)
            add(figure.value + " " + figure.detail);
        for (const std::string& note : decision.notes)
            add(note);
    }
    void operator()(const Code& code) { add(code.text); }
    void operator()(const Terms& terms)
    {
        for (const auto& [term, meaning] : terms.terms)
            add(term + ": " + meaning);
    }
    void add(const std::string& text) { all += text + "\n"; }
};

std::string textOf(const Document& document)
{
    Texts texts;
    for (const Block& block : document.blocks)
        std::visit(texts, block);
    return texts.all;
}

bool holds(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

const Decision& decisionOf(const Document& document)
{
    return std::get<Decision>(document.blocks.front());
}

const Table* tableOf(const Document& document, const std::string& column)
{
    for (const Block& block : document.blocks)
        if (const Table* table = std::get_if<Table>(&block); table && table->columns.size() > 1)
            for (const Column& other : table->columns)
                if (other.title == column)
                    return table;
    return nullptr;
}

Document documentOf(const Study& study, Template kind = Template::Technical)
{
    return makeReport(study, SampleHistory::catalog(), {kind, {}, "1.0", "2026-11-23"});
}

std::string messageOf(const std::function<void()>& action)
{
    try {
        action();
    } catch (const Error& error) {
        return error.full();
    }
    return "nothing was thrown";
}

} // namespace

class TestReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbersAreThoseOfAnalysis()
    {
        SampleHistory::Knobs knobs;
        const SampleHistory sample(knobs);
        Limits limits;
        limits.quality = 0.5;
        const Study study = studyOf(sample.history, {}, limits);
        QCOMPARE(study.entries.size(), size_t(4));
        QVERIFY(study.entries[0].isOriginal);
        const Entry& chosen = study.entries[study.recommendation.chosen.value()];
        QCOMPARE(chosen.variant.id, std::string("run-3")); // the fastest and the smallest
        const auto now = SampleHistory::answers(knobs, 3),
                   before = SampleHistory::answers(knobs, 0);
        const auto expected = analysis::compareQuality({now->test, {}}, {before->test, {}}, 13);
        const analysis::Difference& change = *expected.find("accuracy");
        QCOMPARE(chosen.change("accuracy")->value, change.value);
        QCOMPARE(chosen.change("accuracy")->low, change.low);
        QCOMPARE(*chosen.p, expected.mcnemar.p());
        analysis::PValues p;
        for (int i = 1; i <= 3; ++i) {
            const auto answers = SampleHistory::answers(knobs, i);
            p.push_back(
                analysis::compareQuality({answers->test, {}}, {before->test, {}}, 13).mcnemar.p());
        }
        QCOMPARE(*chosen.holm, *analysis::holm(p)[2]);
        const Document document = documentOf(study);
        const Decision& decision = decisionOf(document);
        QCOMPARE(decision.title, std::string("Recommendation: ship “Heads and FFN 0.3”"));
        QCOMPARE(decision.figures[0].value, std::string("2.5× faster"));
        QCOMPARE(decision.figures[0].detail, std::string("10.0 ms → 4.00 ms a text"));
        QCOMPARE(decision.figures[1].value, std::string("4.0× smaller"));
        QCOMPARE(decision.figures[2].value, inPoints(change.value) + " points");
        QCOMPARE(decision.figures[2].detail,
                 "accuracy, 95 %: " + inPoints(change.low) + " to " + inPoints(change.high));
        const std::string text = textOf(document);
        QVERIFY(holds(text, pText(expected.mcnemar.p())));
        const analysis::Flips flips = analysis::flips({now->test, {}}, {before->test, {}});
        QVERIFY(holds(text, counted(flips.newlyWrong, "is", "are") + " newly wrong"));
        for (const char* part :
             {"Removes what a test wants removed.", "A paper <of> tests", "Sparsity 0.5",
              "\"stage\": \"test.prune\"", "lathe-cli run recipe.json --threads 2", "Test CPU",
              "the gradient is not finite", "the data files can no longer be read",
              "Lathe int8 (avx512_vnni)", "40 rounds"})
            QVERIFY2(holds(text, part), part);
    }

    void oneVariant()
    {
        const SampleHistory sample({});
        const Study study = studyOf(sample.history, {"run-2"}, {});
        QCOMPARE(study.entries.size(), size_t(2)); // its original comes along
        QVERIFY(study.subject && !study.entries[*study.subject].isOriginal);
        QVERIFY(!textOf(documentOf(study)).empty());
        const Study original = studyOf(sample.history, {"run-0"}, {});
        QVERIFY(!original.subject);
        QCOMPARE(decisionOf(documentOf(original)).title, std::string("Nothing to recommend"));
    }

    void twoHundredVariants()
    {
        SampleHistory::Knobs knobs;
        knobs.variants = 200;
        knobs.nameOfVariants = std::string(300, 'w'); // names that go on and on
        const SampleHistory sample(knobs);
        const Study study = studyOf(sample.history, {}, {});
        QCOMPARE(study.entries.size(), size_t(201));
        const Document document = documentOf(study);
        const Table* table = tableOf(document, "p, Holm");
        QVERIFY(table);
        QCOMPARE(table->rows.size(), size_t(201));
        std::set<std::string> names;
        for (const Entry& entry : study.entries)
            names.insert(entry.name);
        QCOMPARE(names.size(), size_t(201));
        for (size_t i = 2; i < study.entries.size(); ++i)
            QVERIFY(study.entries[i - 1].variant.metrics.at("accuracy") >=
                        study.entries[i].variant.metrics.at("accuracy") ||
                    study.entries[i - 1].isOriginal);
    }

    void multilabel()
    {
        SampleHistory::Knobs knobs;
        knobs.kind = data::TaskKind::Multilabel;
        const SampleHistory sample(knobs);
        const Study study = studyOf(sample.history, {}, {});
        QCOMPARE(std::string(study.quality->key), std::string("microF1"));
        const Entry& entry = study.entries[*study.subject];
        QCOMPARE(*entry.p, entry.change("microF1")->p);
        const std::string text = textOf(documentOf(study));
        QVERIFY(holds(text, "Hamming loss") && !holds(text, "Matthews"));
        QVERIFY(holds(decisionOf(documentOf(study)).figures[2].detail, "micro F1"));
    }

    void absentStaysAbsent()
    {
        SampleHistory::Knobs knobs;
        knobs.hasAnswers = false;
        knobs.hasSpeed = false;
        const SampleHistory sample(knobs);
        const Document document =
            documentOf(studyOf(sample.history, {}, Limits::parse("size=100MB")));
        const Decision& decision = decisionOf(document);
        QCOMPARE(decision.figures[0].value, std::string(kAbsent));
        QCOMPARE(decision.figures[0].detail, std::string("speed was not measured"));
        QVERIFY(holds(decision.figures[2].detail, "its answers are not stored"));
        const Table* table = tableOf(document, "p, Holm");
        QCOMPARE(table->rows[1][3].text, std::string(kAbsent));
        QCOMPARE(table->rows[1][5].text, std::string(kAbsent));
        QVERIFY(holds(textOf(document), "absent: not measured"));
    }

    void disturbedSpeedIsARisk()
    {
        const auto text = [](double p95) {
            SampleHistory::Knobs knobs;
            knobs.p95OverP50 = p95;
            const SampleHistory sample(knobs);
            return textOf(documentOf(studyOf(sample.history, {}, {})));
        };
        QVERIFY(holds(text(6), "Measure again on a quiet machine"));
        QVERIFY(!holds(text(4), "Measure again on a quiet machine"));
    }

    void originalIsMissing()
    {
        SampleHistory::Knobs knobs;
        knobs.hasOriginal = false;
        const SampleHistory sample(knobs);
        const Document document = documentOf(studyOf(sample.history, {}, {}));
        QVERIFY(!decisionOf(document).isPositive); // no part of an unknown quality can be asked
        QVERIFY(holds(textOf(document), "its original is not in the history"));
    }

    void unfitIsNeverRecommended()
    {
        SampleHistory::Knobs knobs;
        knobs.collapsed = 3;
        knobs.simulated = 2;
        const SampleHistory sample(knobs);
        const Study study = studyOf(sample.history, {}, Limits::parse("quality=0.01"));
        QCOMPARE(study.entries[*study.recommendation.chosen].variant.id, std::string("run-1"));
        const std::string text = textOf(documentOf(study));
        QVERIFY(holds(text, "(never recommended)"));
        QVERIFY(holds(text, "simulated: zeros are stored"));
        const Study none = studyOf(sample.history, {"run-2", "run-3"}, {});
        QVERIFY(!none.recommendation.chosen);
        QVERIFY(!decisionOf(documentOf(none)).isPositive);
    }

    void exportsAreToldAndFailedOnesLeftOut()
    {
        SampleHistory::Knobs knobs;
        knobs.exported = 3;
        knobs.wronglyExported = 2;
        const SampleHistory sample(knobs);
        const Study study = studyOf(sample.history, {}, Limits::parse("quality=0.5"));
        QCOMPARE(study.entries.size(), size_t(5)); // the original, three models, the export that agrees
        for (const Entry& entry : study.entries)
            QVERIFY(entry.variant.id != "run-y");
        // The export is the fastest, and still no model that could be shipped from here.
        QCOMPARE(study.entries[study.recommendation.chosen.value()].variant.id, std::string("run-3"));
        const Document document = documentOf(study);
        const std::string text = textOf(document);
        QVERIFY(holds(text, "4 models were measured, and 1 export in other runtimes."));
        QVERIFY(holds(text, "3 models meet the limit; this is the fastest and the smallest."));
        QVERIFY(holds(text, "Exported as ONNX and run again in ONNX Runtime 1.32.0: 119 of 120 decisions agree, 1.00 ms a text."));
        QVERIFY(!holds(text, "answers otherwise than Lathe") && !holds(text, "3 of 120"));
        const Table* table = tableOf(document, "Decisions as here");
        QVERIFY(table);
        QCOMPARE(table->rows.size(), size_t(1));
        QCOMPARE(table->rows[0][0].text, std::string("Heads and FFN 0.3"));
        QCOMPARE(table->rows[0][1].text, std::string("ONNX Runtime 1.32.0"));
        QCOMPARE(table->rows[0][2].text, std::string("119 of 120"));
        QCOMPARE(table->rows[0][3].text, std::string("0.012"));

        const std::string refused = messageOf([&] { (void)studyOf(sample.history, {"run-1", "run-y"}, {}); });
        QVERIFY2(holds(refused, "'run-y' is an export that answers otherwise than its model"), refused.c_str());
        QVERIFY(!tableOf(documentOf(studyOf(sample.history, {"run-1"}, {})), "Decisions as here"));
    }

    // A model of no use that is exported stays what it is: of no use, and no failed export.
    void exportsOfUselessModelsAreReported()
    {
        SampleHistory::Knobs knobs;
        knobs.simulated = knobs.exported = 2;
        const SampleHistory sample(knobs);
        const Study study = studyOf(sample.history, {}, {});
        QCOMPARE(study.entries.size(), size_t(5));
    }

    void labelSets_data()
    {
        QTest::addColumn<int>("labels");
        QTest::newRow("two") << 2;
        QTest::newRow("two hundred") << 200;
    }
    void labelSets()
    {
        QFETCH(int, labels);
        SampleHistory::Knobs knobs;
        knobs.labels = labels;
        knobs.rows = 400;
        const SampleHistory sample(knobs);
        const Document document = documentOf(studyOf(sample.history, {}, {}));
        const Table* table = tableOf(document, "F1 before");
        QVERIFY(table);
        QVERIFY(!table->rows.empty() && table->rows.size() <= 25);
        if (labels == 200)
            QVERIFY(holds(textOf(document), "fewer than 20 test rows"));
    }

    void executiveIsShort()
    {
        const SampleHistory sample({});
        const Study study = studyOf(sample.history, {}, {});
        const Document document = documentOf(study, Template::Executive);
        QVERIFY(document.blocks.size() < documentOf(study).blocks.size());
        const std::string text = textOf(document);
        QVERIFY(holds(text, "Who is affected") && holds(text, "Words used"));
        QVERIFY(!holds(text, "Recipe to reproduce") && !holds(text, "table of all models"));
    }

    void refusals()
    {
        const SampleHistory sample({});
        const auto message = [&](const std::vector<std::string>& ids) {
            return messageOf([&] { (void)studyOf(sample.history, ids, {}); });
        };
        QVERIFY(holds(message({"rum-2"}), "did you mean 'run-2'?"));
        QVERIFY(holds(message({"run"}), "is a run, not a variant"));
        QTemporaryDir folder;
        const history::History empty(std::filesystem::path(folder.path().toStdString()) / "h.db");
        QVERIFY(holds(messageOf([&] { (void)studyOf(empty, {}, {}); }), "Run a recipe first"));
    }

    void otherLabelsOrRowsAreRefused()
    {
        SampleHistory sample({});
        SampleHistory::Knobs other;
        other.id = "other";
        other.labels = 5;
        sample.add(other);
        QVERIFY(holds(messageOf([&] {
                          (void)studyOf(sample.history, {"run-1", "other-1"}, {});
                      }),
                      "tell other labels apart"));
        other.id = "rows";
        other.labels = 4;
        other.rows = 60;
        sample.add(other);
        QVERIFY(holds(messageOf([&] {
                          (void)studyOf(sample.history, {"run-1", "rows-1"}, {});
                      }),
                      "other test rows"));
        SampleHistory::Knobs twin;
        twin.id = "twin";
        sample.add(twin);
        const Study both = studyOf(sample.history, {"run-1", "twin-1"}, {});
        QCOMPARE(both.entries.size(), size_t(4));
        QVERIFY(holds(textOf(documentOf(both)), "several runs"));
        QCOMPARE(studyOf(sample.history, {}, {}).entries[0].variant.runId,
                 std::string("twin")); // the newest
    }
};

QTEST_GUILESS_MAIN(TestReport)
#include "tst_report.moc"
