#include "core/engine/runtime/kernels/attention.h"

#include <QTest>
#include <cmath>
#include <random>
#include <vector>

using namespace lathe::engine::kernels;

// The attention kernel against the definition, one score at a time in double.
class TestAttention : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void attention_data()
    {
        QTest::addColumn<int>("heads");
        QTest::addColumn<int>("group");
        QTest::addColumn<int>("size");
        QTest::addColumn<bool>("causal");
        QTest::addColumn<int>("window");
        QTest::addColumn<double>("softcap");
        QTest::addColumn<bool>("relative");
        QTest::addColumn<int>("distances"); // 1: keys, 2: queries, 3: both
        QTest::addColumn<QList<int>>("lengths");
        const QList<int> usual{1, 5, 17, 64, 3}, large{130, 1, 300};
        QTest::newRow("one small head") << 1 << 1 << 5 << false << 0 << 0.0 << false << 0 << usual;
        QTest::newRow("BERT") << 3 << 1 << 32 << false << 0 << 0.0 << false << 0 << usual;
        QTest::newRow("MPNet") << 2 << 1 << 64 << false << 0 << 0.0 << true << 0 << usual;
        QTest::newRow("odd size, relative bias") << 5 << 1 << 24 << false << 0 << 0.0 << true << 0 << usual;
        QTest::newRow("Llama") << 6 << 3 << 16 << true << 0 << 0.0 << false << 0 << usual;
        QTest::newRow("long, grouped, causal") << 4 << 2 << 64 << true << 0 << 0.0 << false << 0 << large;
        QTest::newRow("Mistral: causal window") << 2 << 2 << 32 << true << 37 << 0.0 << false << 0 << large;
        QTest::newRow("Gemma 2: window, capped scores") << 2 << 1 << 20 << true << 4 << 3.0 << false << 0 << usual;
        QTest::newRow("ModernBERT: window both ways") << 2 << 1 << 32 << false << 33 << 0.0 << false << 0 << large;
        QTest::newRow("window of one") << 1 << 1 << 16 << false << 1 << 0.0 << false << 0 << usual;
        QTest::newRow("DeBERTa") << 2 << 1 << 32 << false << 0 << 0.0 << false << 3 << large;
        QTest::newRow("DeBERTa, keys only") << 3 << 1 << 7 << false << 0 << 0.0 << false << 1 << usual;
        QTest::newRow("DeBERTa, queries only") << 1 << 1 << 16 << false << 0 << 0.0 << false << 2 << usual;
    }
    void attention()
    {
        QFETCH(int, heads);
        QFETCH(int, group);
        QFETCH(int, size);
        QFETCH(bool, causal);
        QFETCH(int, window);
        QFETCH(double, softcap);
        QFETCH(bool, relative);
        QFETCH(int, distances);
        QFETCH(QList<int>, lengths);
        std::vector<int64_t> offsets{0};
        for (const int length : lengths)
            offsets.push_back(offsets.back() + length);
        const int64_t A = int64_t(heads) * size, G = A / group, width = A + 2 * G, reach = 320, span = 20;
        const auto x = random(offsets.back() * width, 1), table = random(heads * (2 * reach + 1), 1);
        const int64_t stride = 2 * span + kDistanceSlack;
        const auto farKeys = random(A * stride, 0.5), farQueries = random(A * stride, 0.5);
        std::vector<int32_t> rows; // exact up to 10 tokens, then several share one
        for (int64_t d = -reach; d <= reach; ++d) {
            const int64_t steps = std::abs(d) <= 10 ? std::abs(d) : std::min<int64_t>(19, 10 + std::abs(d) / 16);
            rows.push_back(int32_t(span + (d < 0 ? -steps : steps)));
        }

        AttentionArgs args;
        args.query = x.data(), args.key = args.query + A, args.value = args.key + G;
        args.queryStride = args.keyValueStride = width;
        args.heads = heads, args.headSize = size, args.group = group;
        args.scale = 0.3f, args.softcap = float(softcap);
        args.causal = causal, args.window = window;
        args.offsets = offsets;
        if (relative)
            args.relative = table.data(), args.relativeReach = reach;
        if (distances)
            args.distances = {distances & 1 ? farKeys.data() : nullptr, distances & 2 ? farQueries.data() : nullptr, stride,
                              rows.data(), reach};

        const auto dot = [&](const float* a, const float* b, int64_t step) {
            double sum = 0;
            for (int i = 0; i < size; ++i)
                sum += double(a[i]) * double(b[i * step]);
            return sum;
        };
        // The sum of one head for the query at `at` in text i.
        const auto wanted = [&](size_t i, int64_t at, int head) {
            const int64_t first = offsets[i], keys = offsets[i + 1] - first, shared = head / group * size;
            const float* query = args.query + (first + at) * width + head * size;
            std::vector<double> weights(static_cast<size_t>(keys)), sums(static_cast<size_t>(size));
            double total = 0;
            for (int64_t j = 0; j < keys; ++j) {
                if ((causal && j > at) || (window > 0 && std::abs(at - j) >= window))
                    continue;
                const float* key = args.key + (first + j) * width + shared;
                const int64_t row = head * size * stride + rows[size_t(reach + at - j)];
                double score = dot(query, key, 1);
                if (distances & 1)
                    score += dot(query, farKeys.data() + row, stride);
                if (distances & 2)
                    score += dot(key, farQueries.data() + row, stride);
                score *= double(args.scale);
                if (softcap > 0)
                    score = softcap * std::tanh(score / softcap);
                if (relative)
                    score += double(table[size_t(head * (2 * reach + 1) + j - at + reach)]);
                total += weights[size_t(j)] = std::exp(score);
            }
            for (int64_t j = 0; j < keys; ++j)
                for (int c = 0; c < size; ++c)
                    sums[size_t(c)] += weights[size_t(j)] / total * double(args.value[(first + j) * width + shared + c]);
            return sums;
        };
        const auto check = [&](const float* found, size_t i, int64_t at) {
            for (int head = 0; head < heads; ++head) {
                const std::vector<double> sums = wanted(i, at, head);
                for (int c = 0; c < size; ++c)
                    QVERIFY2(std::abs(double(found[head * size + c]) - sums[size_t(c)]) < 2e-5,
                             qPrintable(QString("text %1, token %2, head %3").arg(i).arg(at).arg(head)));
            }
        };

        std::vector<float> out(size_t(offsets.back() * A));
        lathe::engine::kernels::attention(args, out.data());
        for (size_t i = 0; i + 1 < offsets.size(); ++i)
            for (int64_t at = 0; at < offsets[i + 1] - offsets[i]; ++at)
                check(out.data() + (offsets[i] + at) * A, i, at);

        // One token of each text asks: the first, or the last, or one before it.
        for (const int from : {0, 1, 2}) {
            std::vector<int64_t> asking;
            std::vector<float> queries;
            for (size_t i = 0; i + 1 < offsets.size(); ++i) {
                const int64_t last = offsets[i + 1] - offsets[i] - 1;
                asking.push_back(from == 0 ? 0 : std::max<int64_t>(0, last + 1 - from));
                const float* query = args.query + (offsets[i] + asking.back()) * width;
                queries.insert(queries.end(), query, query + A);
            }
            AttentionArgs once = args;
            once.query = queries.data(), once.queryStride = A;
            once.asking = asking.data();
            std::vector<float> few(queries.size());
            lathe::engine::kernels::attention(once, few.data());
            for (size_t i = 0; i < asking.size(); ++i)
                check(few.data() + int64_t(i) * A, i, asking[i]);
        }
    }

private:
    std::vector<float> random(int64_t count, double deviation)
    {
        std::normal_distribution<float> normal(0, float(deviation));
        std::vector<float> values(static_cast<size_t>(count));
        for (float& value : values)
            value = normal(m_random);
        return values;
    }
    std::mt19937 m_random{7};
};

QTEST_GUILESS_MAIN(TestAttention)
#include "tst_attention.moc"
