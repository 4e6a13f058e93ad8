#include "widgets/data/text_browser.h"

#include "widgets/common/format.h"
#include "widgets/common/kit.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QTableView>

namespace lathe::widgets {

namespace {

QComboBox* quietBox(QWidget* parent, const QString& name)
{
    auto* box = new ElidedComboBox(parent);
    box->setProperty("role", QByteArray("quiet"));
    box->setAccessibleName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    return box;
}

} // namespace

TextBrowser::TextBrowser(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_find(new QLineEdit(this)),
      m_found(makeLabel({}, "faint", this)), m_kind(quietBox(this, tr("Which texts"))),
      m_split(quietBox(this, tr("Split"))), m_label(quietBox(this, tr("Label"))),
      m_texts(new TextModel(this)), m_table(new QTableView(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_find->setPlaceholderText(tr("Find in texts"));
    m_find->setAccessibleName(tr("Find in texts"));
    m_find->setClearButtonEnabled(true);
    m_find->setMaximumWidth(220);
    using Kind = TextFilter::Kind;
    for (const auto& [text, kind] : {std::pair{tr("all texts"), Kind::All},
                                     {tr("truncated"), Kind::Truncated},
                                     {tr("repeated"), Kind::Repeated},
                                     {tr("with unknown tokens"), Kind::Unknown},
                                     {tr("empty"), Kind::Empty},
                                     {tr("without label"), Kind::Unlabelled}})
        m_kind->addItem(text, int(kind));
    m_split->addItem(tr("split: test"), int(Split::Test));
    m_split->addItem(tr("split: validation"), int(Split::Validation));
    m_split->addItem(tr("split: training"), int(Split::Train));
    m_label->setMinimumWidth(104);
    m_label->setMaximumWidth(200);
    auto* filters = new QHBoxLayout;
    filters->addWidget(m_find, 1);
    filters->addWidget(m_found);
    filters->addStretch(1);
    for (QComboBox* box : {m_kind, m_split, m_label})
        filters->addWidget(box);
    column->addLayout(filters);

    m_table->setModel(m_texts);
    m_table->setAccessibleName(tr("Texts"));
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(31);
    m_table->horizontalHeader()->setSectionResizeMode(TextModel::Text, QHeaderView::Stretch);
    setSectionWidth(m_table->horizontalHeader(), TextModel::Label, 170);
    setSectionWidth(m_table->horizontalHeader(), TextModel::Tokens, 66);
    m_table->horizontalHeader()->setHighlightSections(false);
    column->addWidget(m_table, 1);

    connect(m_find, &QLineEdit::textChanged, this, &TextBrowser::search);
    for (QComboBox* box : {m_kind, m_split, m_label})
        connect(box, &QComboBox::currentIndexChanged, this, &TextBrowser::search);
}

void TextBrowser::clear()
{
    m_search.cancel();
    m_texts->clear();
}

int TextBrowser::chosenLabel() const
{
    return m_label->currentData().isValid() ? m_label->currentData().toInt() : -1;
}

void TextBrowser::refresh()
{
    {
        const QSignalBlocker quiet(m_label);
        const QString kept = m_label->currentText();
        m_label->clear();
        m_label->addItem(tr("label: any"), -1);
        const auto& names = m_session.data()->data->labels.names;
        for (size_t i = 0; i < names.size(); ++i)
            m_label->addItem(QString::fromStdString(names[i]), int(i));
        m_label->setCurrentIndex(std::max(0, m_label->findText(kept)));
    }
    search();
}

void TextBrowser::showLabel(int label)
{
    m_label->setCurrentIndex(m_label->findData(label));
}

void TextBrowser::search()
{
    const DataSummary* summary = m_session.data();
    if (!summary)
        return;
    const auto split = Split(m_split->currentData().toInt());
    const TextFilter filter{m_find->text(), chosenLabel(),
                            TextFilter::Kind(m_kind->currentData().toInt())};
    m_search.start(
        [known = *summary, split, filter](const std::stop_token& stop) {
            return findRows(known, split, filter, stop);
        },
        [this, split, data = summary->data](const std::vector<int>& rows) {
            if (!m_session.data() || m_session.data()->data != data)
                return;
            const size_t all = m_session.data()->rows(split).size();
            m_found->setText(rows.size() == all ? tr("%1 texts").arg(formatCount(int64_t(all)))
                                                : tr("%1 of %2")
                                                      .arg(formatCount(int64_t(rows.size())),
                                                           formatCount(int64_t(all))));
            m_texts->setRows(*m_session.data(), split, rows);
        },
        [this](const Trouble& trouble) { m_found->setText(trouble.text); });
}

} // namespace lathe::widgets
