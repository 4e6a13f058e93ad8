#include "fake_engine.h"
#include "widgets/common/bars.h"
#include "widgets/data/data_card.h"
#include "widgets/data/data_charts.h"
#include "widgets/data/data_place.h"
#include "widgets/data/data_spec_dialog.h"
#include "widgets/data/file_preview.h"
#include "widgets/data/model_card.h"
#include "widgets/data/model_picture.h"
#include "widgets/data/model_timer.h"
#include "widgets/data/repeats_dialog.h"
#include "widgets/data/structure.h"
#include "widgets/data/text_browser.h"
#include "widgets/data/tokenizer_panel.h"
#include "widgets/theme/theme_manager.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace lathe;
using namespace lathe::widgets;

namespace {

using Kind = PartId::Kind;

struct Bench {
    explicit Bench(const FakeEngine::Knobs& knobs = {})
        : project(writeProject(folder.filePath("project").toStdString())),
          engine([knobs] { return std::make_unique<FakeEngine>(knobs); }),
          session(engine, Workspace::of(QString::fromStdString(project.string()))),
          place(std::make_unique<DataPlace>(session))
    {
        place->resize(1360, 800);
        place->show();
    }

    // A model folder whose facts are changed.
    [[nodiscard]] std::filesystem::path
    model(const char* name, const std::function<void(nlohmann::json&)>& change) const
    {
        const auto model = project / "models" / name;
        FakeEngine::writeModel(model);
        nlohmann::json facts = readJson(model / "facts.json");
        change(facts);
        writeFile(model / "facts.json", facts.dump());
        return model;
    }
    [[nodiscard]] bool isReady() const
    {
        return session.model() && session.data() && session.data()->meanTokens > 0;
    }
    [[nodiscard]] ModelCard& card() const { return *place->model(); }
    [[nodiscard]] DataCard& data() const { return *place->data(); }

    QTemporaryDir folder;
    std::filesystem::path project;
    EngineThread engine;
    Session session;
    std::unique_ptr<DataPlace> place;
};

void withHead(nlohmann::json& facts)
{
    facts["labels"] = {"libs", "devel", "utils", "games"};
}

} // namespace

class TestDataPlace : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("lathe-test-data");
        QSettings().clear();
    }

    void prunedLayersAreNarrower()
    {
        Bench bench;
        bench.session.document().setModel(bench.model("pruned", [](nlohmann::json& facts) {
            facts["layers"][2] = {{"heads", 6}, {"ffn", 384}};
        }));
        QTRY_VERIFY(bench.isReady());
        const ModelPicture& picture = *bench.card().picture();
        const auto width = [&](Kind kind, int layer) {
            return picture.rectOf({kind, layer}).width();
        };
        QVERIFY(width(Kind::Ffn, 0) > 50);
        // 384 of 1536 neurons, 6 of 12 heads
        QVERIFY(std::abs(width(Kind::Ffn, 2) / width(Kind::Ffn, 0) - 0.25) < 0.02);
        QVERIFY(std::abs(width(Kind::Attention, 2) / width(Kind::Attention, 0) - 0.5) < 0.02);
        QVERIFY(picture.accessibleDescription().contains("6 of 12 heads"));
        QVERIFY(picture.accessibleDescription().contains("384 of 1536 neurons"));
    }

    void pictureAndTreeFollowEachOther()
    {
        Bench bench;
        QTRY_VERIFY(bench.isReady());
        ModelPicture& picture = *bench.card().picture();
        QTreeView& tree = *bench.card().tree();
        const auto& structure = *qobject_cast<StructureModel*>(tree.model());
        const PartId wanted{Kind::Ffn, 3};
        QTest::mouseClick(&picture, Qt::LeftButton, {}, picture.rectOf(wanted).center().toPoint());
        QVERIFY(picture.selected() == wanted);
        QVERIFY(structure.partOf(tree.currentIndex()) == wanted);
        tree.setCurrentIndex(structure.indexOf({Kind::Layer, 1}));
        QVERIFY(picture.selected() == (PartId{Kind::Layer, 1}));
        QTest::keyClick(&picture, Qt::Key_Down); // from a layer: back to the first part
        QVERIFY(picture.selected() == (PartId{Kind::Embeddings, -1}));
    }

    void bitsFollowTheKernels()
    {
        runner::ModelFacts facts;
        facts.storage = "int8 + int4";
        facts.layers.resize(1);
        facts.kernels = {{"embeddings.token", "int8", "", "", 0, 0},
                         {"layers.0.attention.query + key + value", "int4", "", "", 0, 0},
                         {"layers.0.attention.output", "fp32", "", "", 0, 0},
                         {"layers.0.ffn.up", "int8", "", "", 0, 0},
                         {"head.dense", "fp32", "", "", 0, 0}};
        const std::vector<PartFacts> parts = partsOf(facts, {{-1, "embedding", 1},
                                                             {0, "FFN down, norm", 2},
                                                             {0, "FFN up, activation", 3},
                                                             {0, "attention", 4},
                                                             {-1, "head", 5}});
        QCOMPARE(parts.size(), size_t(4));
        const int bits[] = {8, 4, 8, 32};
        const double seconds[] = {1, 4, 5, 5};
        for (size_t i = 0; i < parts.size(); ++i) {
            QCOMPARE(parts[i].bits, bits[i]);
            QCOMPARE(*parts[i].seconds, seconds[i]);
        }
        QCOMPARE(parts[1].storage, QString("fp32 + int4"));
        QVERIFY(!partsOf(facts)[0].seconds);
        QCOMPARE(bitsOf("GGUF Q4_1: Q4_1 + Q8_0"), 4);
        QCOMPARE(bitsOf("fp32 + Q6_K"), 6);
        QCOMPARE(bitsOf("IQ4_NL"), 4);
        QCOMPARE(bitsOf("factors"), 0);
    }

    void timeIsMeasuredOnceAndRemembered()
    {
        Bench bench;
        const auto model = bench.model("headed", withHead);
        QSignalSpy rounds(&bench.engine, &EngineThread::benchChanged);
        bench.session.document().setModel(model);
        const ModelTimer& timer = *bench.card().timer();
        QTRY_VERIFY_WITH_TIMEOUT(timer.state() == ModelTimer::State::Known, 8000);
        // The fake's median: 16.5 ms for 32 tokens, in proportion to the tokens.
        QVERIFY(std::abs(timer.time().seconds - 16.5e-3 * timer.time().tokens / 32) < 1e-9);
        QVERIFY(bench.card().timeNote().contains(QString::number(timer.time().tokens)));
        QCOMPARE(rounds.count(), 0); // nobody else hears of it
        QSettings settings;
        settings.beginGroup("modelTimes");
        QCOMPARE(settings.childKeys().size(), 1);
        // Another session reads it back, even if the engine cannot measure.
        settings.setValue(
            settings.childKeys().first(),
            QByteArray(
                R"({"tokens": 7, "seconds": 0.5, "uncertainty": 0.01, "cpu": "x", "threads": 1, "parts": [[0, "attention", 0.5]]})"));
        settings.sync();
        ModelCard other(bench.session);
        Q_EMIT bench.session.modelChanged();
        QTRY_VERIFY_WITH_TIMEOUT(other.timer()->state() == ModelTimer::State::Known, 8000);
        QCOMPARE(other.timer()->time().seconds, 0.5);
        other.timer()->measureAnew();
        QTRY_VERIFY_WITH_TIMEOUT(other.timer()->state() == ModelTimer::State::Known &&
                                     other.timer()->time().seconds < 0.4,
                                 8000);
    }

    void modelsWithoutHeadSaySo()
    {
        Bench bench;
        QTRY_VERIFY(bench.isReady());
        QTRY_VERIFY(bench.card().timer()->state() == ModelTimer::State::NoHead);
        QVERIFY(bench.card().timeNote().contains("fine-tuned"));
    }

    void aBrokenFolderIsAnErrorWithARemedy()
    {
        Bench bench;
        QTRY_VERIFY(bench.isReady());
        const auto broken = bench.model("broken", withHead);
        std::filesystem::remove(broken / "facts.json");
        bench.session.document().setModel(broken);
        QTRY_VERIFY(bench.card().trouble().contains("facts.json"));
        bench.session.document().setModel(bench.project / "models" / "MiniLM-L6");
        QTRY_VERIFY(bench.isReady());
        QVERIFY(bench.card().trouble().isEmpty());
    }

    void tokenizerShowsCutsAndUnknown()
    {
        Bench bench;
        QTRY_VERIFY(bench.isReady());
        TokenizerPanel& panel = *bench.card().tokenizer();
        bench.session.document().setMaxLength(6);
        panel.text()->setText(QString::fromUtf8("the data \u2603 files of a tool"));
        using Look = ChipFlow::Look;
        std::vector<Look> looks;
        for (const ChipFlow::Chip& chip : panel.tokens()->chips())
            looks.push_back(chip.look);
        QVERIFY(looks ==
                (std::vector<Look>{Look::Special, Look::Plain, Look::Plain, Look::Unknown,
                                   Look::Plain, Look::Cut, Look::Cut, Look::Cut, Look::Special}));
        QVERIFY(panel.counts().contains("9 tokens, cut to 6"));
        QVERIFY(panel.counts().contains("1 unknown"));
        QVERIFY(panel.tokens()->chips()[1].toolTip.startsWith("id "));
    }

    void vocabularySavingIsOfTheRows()
    {
        runner::ModelFacts facts;
        facts.vocabularySize = 900;
        facts.maxPositions = 100;
        facts.embeddingBytes = 4000; // 4 for each of 1000 rows
        QCOMPARE(vocabularySaving(facts, 400), int64_t(2000));
        QCOMPARE(vocabularySaving(facts, 900), int64_t(0));
        QCOMPARE(vocabularySaving({}, 5), int64_t(0));
    }

    void theLineSetsTheMaximumLength()
    {
        Bench bench;
        QTRY_VERIFY(bench.isReady());
        DataCharts& charts = *bench.data().charts();
        QTRY_VERIFY(charts.lengths()->content().marker > 0);
        const int before = bench.session.document().recipe().maxLength;
        ColumnChart& chart = *charts.lengths();
        const double step = double(chart.width()) / double(chart.content().columns.size());
        const QPoint line(int(chart.content().marker * step), chart.height() / 2);
        const QPoint wanted(line.x() / 2, line.y());
        QTest::mousePress(&chart, Qt::LeftButton, {}, line);
        QTest::mouseMove(&chart, wanted);
        QTest::mouseRelease(&chart, Qt::LeftButton, {}, wanted);
        const int after = bench.session.document().recipe().maxLength;
        QVERIFY2(after < before && after >= 4, qPrintable(QString::number(after)));
        QTRY_COMPARE(bench.session.data()->maxLength, after);
        QVERIFY(bench.session.data()->truncated > 0);
        QVERIFY(charts.lengthNote().contains(QString("cut at %1").arg(after)));
        bench.session.document().undoStack()->undo();
        QCOMPARE(bench.session.document().recipe().maxLength, before);
        QTRY_COMPARE(bench.session.data()->maxLength, before);
        if (charts.suggestion()->isVisible()) {
            charts.suggestion()->click();
            QCOMPARE(bench.session.document().recipe().maxLength,
                     bench.session.data()->suggestedLength);
        }
    }

    void labelsAreSortedAndFilterTheTexts()
    {
        Bench bench;
        QTRY_VERIFY(bench.isReady());
        DataCharts& charts = *bench.data().charts();
        const auto values = [&] {
            std::vector<double> all;
            for (const ColumnChart::Column& column : charts.labels()->content().columns)
                all.push_back(column.value);
            return all;
        };
        const auto most = values();
        QVERIFY(std::is_sorted(most.rbegin(), most.rend()));
        charts.order()->setCurrentIndex(2);
        QCOMPARE(charts.labels()->content().first,
                 QString::fromStdString(bench.session.data()->data->labels.names.front()));
        Q_EMIT charts.labels()->columnClicked(0);
        QTRY_COMPARE(bench.data().texts()->texts()->rowCount(),
                     bench.session.data()->test.rowsPerLabel[0]);
    }

    void textsAreFiltered()
    {
        Bench bench;
        writeFile(bench.project / "data" / "sections.test.tsv",
                  "text\tlabel\nlibrary of data\tlibs\nlibrary of data\tlibs\n \tgames\n"
                  "a \u2603\tdevel\na tool that measures twice and twice and twice\tutils\n");
        bench.session.document().setMaxLength(8);
        bench.session.document().setDataSpec([&] {
            data::DataSpec spec = bench.session.document().recipe().data;
            spec.validationFraction = 0.2; // another specification: read anew
            return spec;
        }());
        QTRY_VERIFY(bench.isReady() && bench.session.data()->data->test.size() == 5);
        TextBrowser& texts = *bench.data().texts();
        using Filter = TextFilter::Kind;
        for (const auto& [kind, rows] : {std::pair{Filter::All, 5},
                                         {Filter::Repeated, 1},
                                         {Filter::Empty, 1},
                                         {Filter::Unknown, 1},
                                         {Filter::Truncated, 1},
                                         {Filter::Unlabelled, 0}}) {
            texts.kinds()->setCurrentIndex(texts.kinds()->findData(int(kind)));
            QTRY_COMPARE(texts.texts()->rowCount(), rows);
        }
        texts.kinds()->setCurrentIndex(0);
        texts.find()->setText("TWICE");
        QTRY_COMPARE(texts.texts()->rowCount(), 1);
    }

    void repeatsShowBothRows()
    {
        auto data = std::make_shared<data::DataSet>();
        data->labels.names = {"a", "b"};
        data->train = {{"first text", {0}}, {"second text", {0}}};
        data->test = {{"First text!", {1}}, {"second text", {0}}};
        RepeatsDialog dialog(summarize(data, nullptr, 64, {}));
        const QAbstractItemModelTester tester(
            dialog.repeats(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(dialog.repeats()->rowCount(), 2);
        dialog.select(0);
        QVERIFY(dialog.rows().contains("training, row 1 · a\nfirst text"));
        QVERIFY(dialog.rows().contains("test, row 1 · b\nFirst text!"));
        dialog.shown()->setCurrentIndex(2); // with other labels
        QCOMPARE(dialog.repeats()->rowCount(), 1);
        dialog.shown()->setCurrentIndex(1); // within a split
        QCOMPARE(dialog.repeats()->rowCount(), 0);
        QVERIFY(dialog.rows().isEmpty());
    }

    void dialogFindsWhatIsWrong()
    {
        Bench bench;
        const auto file = bench.project / "data" / "odd.tsv";
        writeFile(file, "text\tlabel\none\tlibs\ntwo\nthree\tunheard\n");
        data::DataSpec spec = bench.session.document().recipe().data;
        spec.test = file;
        DataSpecDialog dialog(spec);
        QSignalSpy checked(&dialog, &DataSpecDialog::checked);
        QVERIFY(checked.wait());
        QVERIFY(dialog.details().contains("odd.tsv, line 3: 1 fields where the header has 2"));
        QVERIFY(dialog.details().contains("odd.tsv, line 4: label “unheard” is not in training"));
        QVERIFY(dialog.preview()->rowCount() > 5);
        QCOMPARE(dialog.preview()->headerData(0, Qt::Horizontal, Qt::DisplayRole).toString(),
                 QString("text (text)"));
        QVERIFY(dialog.spec().test == file);
        QVERIFY(dialog.accepting()->isEnabled());
    }

    void unusableDataIsAnErrorWithARemedy()
    {
        Bench bench;
        QTRY_VERIFY(bench.isReady());
        data::DataSpec spec = bench.session.document().recipe().data;
        spec.labelColumn = "lable";
        bench.session.document().setDataSpec(spec);
        QTRY_VERIFY(bench.data().trouble().contains("lable"));
        QVERIFY(bench.data().trouble().contains("label")); // what was probably meant
        spec.labelColumn = "label";
        bench.session.document().setDataSpec(spec);
        QTRY_VERIFY(bench.isReady());
        QVERIFY(bench.data().trouble().isEmpty());
    }
};

QTEST_MAIN(TestDataPlace)
#include "tst_data_place.moc"
