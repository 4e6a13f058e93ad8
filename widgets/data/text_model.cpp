#include "widgets/data/text_model.h"

#include "widgets/theme/theme.h"

#include <algorithm>

namespace lathe::widgets {

namespace {
constexpr qsizetype kShownText = 400; // characters of a text in a table row
} // namespace

void TextModel::setRows(const DataSummary& summary, Split split, std::vector<int> rows)
{
    beginResetModel();
    m_data = summary.data;
    m_examples = &summary.rows(split);
    m_tokens = summary.of(split).tokens;
    m_maxLength = summary.maxLength;
    m_rows = std::move(rows);
    endResetModel();
}

void TextModel::clear()
{
    beginResetModel();
    m_data.reset();
    m_examples = nullptr;
    m_rows.clear();
    endResetModel();
}

int TextModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TextModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TextModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || size_t(index.row()) >= m_rows.size())
        return {};
    const auto row = size_t(m_rows[size_t(index.row())]);
    const data::Example& example = (*m_examples)[row];
    const int tokens = row < m_tokens.size() ? m_tokens[row] : -1;
    if (role == Qt::DisplayRole) {
        if (index.column() == Text)
            return QString::fromStdString(example.text).left(kShownText).simplified();
        if (index.column() == Label) {
            QStringList names;
            for (const int label : example.labels)
                names += QString::fromStdString(m_data->labels.names[size_t(label)]);
            return names.join(", ");
        }
        return tokens < 0 ? QVariant() : QVariant(tokens);
    }
    if (role == Qt::ToolTipRole && index.column() != Tokens)
        return index.column() == Text ? QVariant(QString::fromStdString(example.text).left(2000))
                                      : data(index, Qt::DisplayRole);
    if (role == Qt::ToolTipRole && tokens > m_maxLength)
        return tr("Longer than %1 tokens: its end is cut").arg(m_maxLength);
    if (role == Qt::TextAlignmentRole)
        return int((index.column() == Tokens ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ForegroundRole) {
        const Theme& theme = Theme::of(nullptr);
        if (index.column() == Tokens && tokens > m_maxLength)
            return theme.warn;
        return index.column() == Text ? theme.text : theme.mutedText;
    }
    return {};
}

QVariant TextModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Tokens ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("text"), tr("label"), tr("tokens")};
    return section >= 0 && section < ColumnCount ? titles[section] : QVariant();
}

namespace {

bool passes(const DataSummary& summary, const SplitSummary& split, const data::Example& example,
            size_t row, TextFilter::Kind kind)
{
    using Kind = TextFilter::Kind;
    switch (kind) {
    case Kind::All:
        return true;
    case Kind::Truncated:
        return row < split.tokens.size() && split.tokens[row] > summary.maxLength;
    case Kind::Repeated:
        return split.repeated[row];
    case Kind::Unknown:
        return row < split.unknown.size() && split.unknown[row] > 0;
    case Kind::Empty:
        return example.text.find_first_not_of(" \t\r\n") == std::string::npos;
    case Kind::Unlabelled:
        return example.labels.empty();
    }
    return false;
}

} // namespace

std::vector<int> findRows(const DataSummary& summary, Split split, const TextFilter& filter,
                          const std::stop_token& stop)
{
    const auto& rows = summary.rows(split);
    const SplitSummary& of = summary.of(split);
    std::vector<int> found;
    for (size_t i = 0; i < rows.size() && !stop.stop_requested(); ++i) {
        const auto& labels = rows[i].labels;
        if (filter.label >= 0 &&
            std::find(labels.begin(), labels.end(), filter.label) == labels.end())
            continue;
        if (!passes(summary, of, rows[i], i, filter.kind))
            continue;
        if (filter.words.isEmpty() ||
            QString::fromStdString(rows[i].text).contains(filter.words, Qt::CaseInsensitive))
            found.push_back(int(i));
    }
    return found;
}

} // namespace lathe::widgets
